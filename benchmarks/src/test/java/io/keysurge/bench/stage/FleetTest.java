// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.UsageRules;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fleet")
class FleetTest {

    @Test
    void speaks_in_events_that_count() {
        assertThat(Stream.generate(new Fleet(1_000, 3).calls())
                        .limit(1_000)
                        .map(event -> UsageRules.check(event, Instant.now())))
                .allMatch(refusal -> refusal.isEmpty());
    }

    @Test
    void says_each_event_once() {
        assertThat(Stream.generate(new Fleet(10, 3).calls()).limit(1_000).map(UsageEvent::getEventId))
                .doesNotHaveDuplicates();
    }

    @Test
    void speaks_often_with_few_voices() {
        var fleet = new Fleet(1_000, 3);
        assertThat(Stream.generate(fleet::speaker).limit(10_000).distinct().count())
                .isBetween(300L, 1_000L);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.UsageRules;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stream of usage")
class UsageStreamTest {

    private static final int RATE = 50;
    private static final int EVENTS = 20_000;

    @BeforeAll
    static void trust() {
        Contracts.trust();
    }

    @Test
    void is_the_same_each_time() {
        assertThat(events(500)).isEqualTo(events(500));
    }

    @Test
    void passes_the_rules_for_usage() {
        assertThat(events(500))
                .allMatch(event -> UsageRules.check(event, Instant.now()).isEmpty());
    }

    @Test
    void goes_on_in_event_time_at_its_rate() {
        List<UsageEvent> events = events(EVENTS);
        assertThat(events).extracting(UsageEvent::getOccurredAt).isSorted();
        assertThat(events.get(RATE).getOccurredAt()).isEqualTo(UsageStream.BEGIN.plusSeconds(1));
    }

    @Test
    void spikes_in_some_minutes() {
        assertThat(events(EVENTS)).anyMatch(event -> event.getInputTokens() > 40_000);
    }

    @Test
    void knows_identities_with_many_applications() {
        var byIdentity = events(EVENTS).stream()
                .collect(Collectors.groupingBy(
                        UsageEvent::getIdentityId,
                        Collectors.mapping(UsageEvent::getApplicationId, Collectors.toSet())));
        assertThat(byIdentity.values()).anyMatch(applications -> applications.size() > 10);
        assertThat(byIdentity.values().stream().filter(applications -> applications.size() <= 3))
                .hasSizeGreaterThan(byIdentity.size() * 9 / 10);
    }

    private static List<UsageEvent> events(int count) {
        var stream = new UsageStream(100, EVENTS, RATE);
        return Stream.generate(stream::next).limit(count).toList();
    }
}

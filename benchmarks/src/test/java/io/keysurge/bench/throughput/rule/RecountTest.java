// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.bench.workload.UsageStream;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Position;
import io.keysurge.replay.Replay;
import io.keysurge.translate.AlertTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recount")
class RecountTest {

    private static final AlertTranslation TRANSLATION = new AlertTranslation(DetectionMode.LIVE, "");
    private static final int EVENTS = 20_000;

    private final Recount recount = new Recount(RecountTest::replay);

    @BeforeAll
    static void trust() {
        Contracts.trust();
    }

    @Test
    void finds_what_rule_and_engine_find() {
        List<String> ofEngine = new ArrayList<>();
        Replay replay = replay();
        long offset = 0;
        for (UsageEvent event : events()) {
            var position = new Position("usage", 0, offset++);
            recount.take(event, position);
            for (Alert alert : replay.judge(event, position)) {
                ofEngine.add(Recount.revision(alert));
            }
        }
        assertThat(recount.ofEngine()).isNotEmpty().containsExactlyInAnyOrderElementsOf(ofEngine);
        assertThat(recount.ofRule())
                .anyMatch(alert -> alert.contains(" SPIKE "))
                .anyMatch(alert -> alert.contains(" FAN_OUT "));
    }

    @Test
    void forgets_identities_with_their_partition() {
        for (int application = 0; application < 12; application++) {
            if (application % 6 == 0) {
                recount.beginPartition();
            }
            UsageEvent event = UsageEvent.newBuilder(events().get(0))
                    .setEventId("event-" + application)
                    .setApplicationId("application-" + application)
                    .build();
            recount.take(event, new Position("usage", 0, application));
        }
        assertThat(recount.ofRule()).isEmpty();
    }

    private static Replay replay() {
        return new Replay(DetectionSettings.DEFAULTS, TRANSLATION);
    }

    private static List<UsageEvent> events() {
        var stream = new UsageStream(100, EVENTS, 50);
        return Stream.generate(stream::next).limit(EVENTS).toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Roll-ups of spend by two detectors")
class SpendIT {

    static {
        Contracts.trust();
    }

    private static final Map<String, String> SETTINGS =
            Map.of("spend.interval.ms", "300", "detector.session.timeout.ms", "6000");

    @TempDir
    private Path directory;

    private final Installation installation = new Installation();

    @Test
    void equal_a_recount_of_the_usage_topic_when_one_of_them_is_killed_at_work() throws Exception {
        List<UsageEvent> lives = Load.lives(12);
        int half = lives.size() / 2;
        try (DetectorProcess first = installation.detector(directory, "first", SETTINGS);
                DetectorProcess second = installation.detector(directory, "second", SETTINGS)) {
            first.awaitReady();
            second.awaitReady();
            Load.publish(installation, lives.subList(0, half));
            Load.awaitCounted(first, 1);
            Load.awaitCounted(second, 1);
            first.kill();
            Load.publish(installation, lives.subList(half, lives.size()));
            installation.awaitJudged();
            SpendTotals.awaitTold(installation);
            assertThat(second.stop()).isZero();
        }

        assertThat(SpendTotals.told(installation))
                .hasSizeGreaterThan(100)
                .isEqualTo(Recount.of(installation).spend());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An episode")
class EpisodeTest {

    private static final long NOON = MONDAY + 4 * DAY + 12 * 60;

    private final Life life = Life.steady(10_000).minutes(NOON, 10, 50_000);

    @Test
    void is_one_alert_however_long_it_lasts() {
        assertThat(life.findings()).extracting(Finding::alertId).hasSize(1).allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void closes_with_the_first_event_after_a_quiet_hour() {
        // Of ordinary use, seven minutes still have a ten minutes' level above the threshold: the last sign is at
        // 12:16.
        life.minutes(NOON + 10, 67, 10_000);
        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN);

        life.use(NOON + 77, 10_000);
        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
        assertThat(life.findings().get(1).revision()).isEqualTo(2);
        assertThat(life.findings().get(1).alertId())
                .isEqualTo(life.findings().get(0).alertId());
    }

    @Test
    void has_another_id_when_it_comes_again() {
        life.minutes(NOON + 240, 2, 50_000);
        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED, Stage.OPEN);
        assertThat(life.findings().get(2).alertId())
                .isNotEqualTo(life.findings().get(0).alertId());
    }

    @Test
    void is_announced_closed_when_the_identity_falls_silent_and_says_the_same() {
        Life other = Life.steady(10_000).minutes(NOON, 10, 50_000);
        other.use(NOON + 600, 100);
        Finding byLaterEvent = other.findings().get(1);

        assertThat(life.silence()).containsExactly(byLaterEvent);
        assertThat(life.silence()).isEmpty();
    }

    @Test
    void goes_on_under_its_id_when_the_silence_was_only_the_wall_clock_s() {
        life.silence();
        life.minutes(NOON + 30, 2, 50_000);
        assertThat(life.findings()).hasSize(2);
        assertThat(life.findings().get(1).alertId())
                .isEqualTo(life.findings().get(0).alertId());
        assertThat(life.findings().get(1).revision()).isEqualTo(3);
        assertThat(life.findings().get(1).stage()).isEqualTo(Stage.ESCALATED);
    }
}

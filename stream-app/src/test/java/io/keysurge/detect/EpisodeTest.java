// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An episode")
class EpisodeTest {

    /** The burst's last sign comes with its last minute: six quiet minutes make ten minutes usual again. */
    private static final long LAST_SIGN = FRIDAY_NOON + 9;

    private static final long QUIET = 12 * HOUR;

    private final Life life = Life.steady(10_000).minutes(FRIDAY_NOON, 10, 50_000);

    @Test
    void is_one_alert_however_long_it_lasts() {
        assertThat(life.findings()).extracting(Finding::alertId).hasSize(1).allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void closes_with_the_first_event_after_half_a_day_without_a_sign() {
        life.use(LAST_SIGN + QUIET, 100);
        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN);

        life.use(LAST_SIGN + QUIET + 1, 100);

        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
        assertThat(life.newest().revision()).isEqualTo(2);
        assertThat(life.newest().alertId()).isEqualTo(life.findings().get(0).alertId());
        assertThat(life.newest().raisedAt()).isEqualTo((LAST_SIGN + QUIET) * 60_000);
    }

    @Test
    void goes_on_as_long_as_signs_keep_coming() {
        life.minutes(LAST_SIGN + QUIET, 2, 50_000).use(LAST_SIGN + 2 * QUIET, 100);
        assertThat(life.findings()).extracting(Finding::stage).doesNotContain(Stage.CLOSED);
        assertThat(life.findings())
                .extracting(Finding::alertId)
                .containsOnly(life.newest().alertId());
    }

    @Test
    void is_carried_on_by_a_sign_of_the_last_minute_before_a_silence_and_does_not_come_again_after_it() {
        Life growing = Life.steady(10_000);
        for (int minute = 0; minute < 200; minute++) {
            growing.use(FRIDAY_NOON + minute, 10_000 + 100 * minute);
        }
        growing.use(FRIDAY_NOON + 199 + QUIET + 1, 100);

        assertThat(growing.findings()).extracting(Finding::kind).containsOnly(AlertKind.RAMP);
        assertThat(growing.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
        assertThat(growing.newest().raisedAt()).isEqualTo((FRIDAY_NOON + 199 + QUIET) * 60_000);
    }

    @Test
    void has_another_id_when_it_comes_again() {
        life.minutes(LAST_SIGN + QUIET + 1, 3, 50_000);
        assertThat(life.findings()).extracting(Finding::stage).startsWith(Stage.OPEN, Stage.CLOSED, Stage.OPEN);
        assertThat(life.findings().get(2).alertId())
                .isNotEqualTo(life.findings().get(0).alertId());
    }

    @Test
    void is_spoken_of_again_when_it_grows_much_larger_and_not_before() {
        // Announced at 5 times the usual: 1.65 times that is news.
        life.minutes(FRIDAY_NOON + 10, 5, 80_000);
        assertThat(life.findings()).hasSize(1);

        life.minutes(FRIDAY_NOON + 15, 5, 90_000);

        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.ESCALATED);
    }

    @Test
    void is_spoken_of_again_when_a_severe_sign_comes_after_hours_of_none() {
        life.minutes(LAST_SIGN + 4 * HOUR - 1, 2, 50_000);
        assertThat(life.findings()).hasSize(1);

        life.minutes(LAST_SIGN + 8 * HOUR + 2, 2, 50_000);

        assertThat(life.findings()).hasSize(2);
    }

    @Test
    void names_up_to_three_events_as_samples() {
        life.use(LAST_SIGN + QUIET + 1, 100);
        assertThat(life.newest().sampleEventIds()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void is_announced_closed_when_the_identity_falls_silent_and_says_the_same() {
        Life other = Life.steady(10_000).minutes(FRIDAY_NOON, 10, 50_000);
        other.use(LAST_SIGN + QUIET + 60, 100);
        Finding byLaterEvent = other.findings().get(1);

        assertThat(life.silence()).containsExactly(byLaterEvent);
        assertThat(life.silence()).isEmpty();
    }

    @Test
    void goes_on_under_its_id_when_the_silence_was_only_the_wall_clock_s() {
        life.silence();
        life.minutes(FRIDAY_NOON + 90, 2, 50_000);
        assertThat(life.findings()).hasSize(2);
        assertThat(life.newest().alertId()).isEqualTo(life.findings().get(0).alertId());
        assertThat(life.newest().revision()).isEqualTo(3);
        assertThat(life.newest().stage()).isEqualTo(Stage.ESCALATED);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Tuning.Tolerance;
import io.keysurge.detect.Usage.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("People tune judgement")
class TuningTest {

    private static final Set<AlertKind> ALL = Set.of();

    @Nested
    @DisplayName("by sensitivity")
    class Sensitivity {

        @Test
        void so_that_an_identity_asks_for_twice_the_margin_and_step() {
            // At noon 13,000 for two minutes are a burst; at half the sensitivity it takes 25,300.
            Life half = Life.steady(10_000).tuned(AlertKind.TOKEN_SPIKE, 0.5);
            half.minutes(FRIDAY_NOON, 3, 24_000);
            assertThat(half.findings()).isEmpty();
            half.minutes(FRIDAY_NOON + 90, 3, 28_000);
            assertThat(half.findings()).hasSize(1);
        }

        @Test
        void so_that_an_identity_asks_for_half_of_them() {
            Life twice = Life.steady(10_000).tuned(AlertKind.TOKEN_SPIKE, 2);
            twice.minutes(FRIDAY_NOON, 2, 12_000);
            assertThat(twice.findings()).hasSize(1);

            Life usual = Life.steady(10_000).minutes(FRIDAY_NOON, 2, 12_000);
            assertThat(usual.findings()).isEmpty();
        }

        @Test
        void of_one_kind_of_alert_alone() {
            Life life = Life.atHome(10_000).tuned(AlertKind.TOKEN_SPIKE, 0.1);
            life.minutes(FRIDAY_NOON, 3, 50_000);
            assertThat(life.findings()).isEmpty();
            life.answered(Result.FAILED).use(FRIDAY_NOON + 5, 0, 1_000).use(FRIDAY_NOON + 6, 0, 1);
            assertThat(life.findings()).extracting(Finding::kind).containsExactly(AlertKind.FAIL_BURST);
        }

        @Test
        void of_alerts_identity_kinds_and_environments_multiplied() {
            var sensitivities =
                    new Sensitivities(Map.of(AlertKind.RAMP, 0.5), Map.of("AGENT", 3.0), Map.of("test", 0.2));
            Identity agentInTest = new Identity(
                    true, "AGENT", "Test", Set.of(), Set.of(), new Tuning(Map.of(AlertKind.RAMP, 10.0), List.of()));
            assertThat(sensitivities.bar(agentInTest, AlertKind.RAMP, 0).sensitivity())
                    .isEqualTo(0.5 * 3.0 * 0.2 * 10.0);
            assertThat(sensitivities.bar(Identity.UNREGISTERED, AlertKind.TOKEN_SPIKE, 0))
                    .isSameAs(Bar.USUAL);
        }
    }

    @Nested
    @DisplayName("by saying 'this was us'")
    class Ceiling {

        @Test
        void so_that_three_times_as_much_is_expected_for_a_stated_time() {
            Life life = Life.steady(10_000).tolerates(ALL, FRIDAY_NOON, FRIDAY_NOON + 60, 3.0);
            life.minutes(FRIDAY_NOON, 10, 30_000);
            assertThat(life.findings()).isEmpty();

            life.minutes(FRIDAY_NOON + 20, 5, 90_000);
            assertThat(life.findings(AlertKind.TOKEN_SPIKE)).hasSize(1);
        }

        @Test
        void and_after_that_time_it_is_an_alert_again() {
            Life life = Life.steady(10_000).tolerates(ALL, FRIDAY_NOON, FRIDAY_NOON + 60, 3.0);
            life.minutes(FRIDAY_NOON + 58, 2, 30_000);
            assertThat(life.findings()).isEmpty();
            life.minutes(FRIDAY_NOON + 60, 2, 30_000);
            assertThat(life.findings()).hasSize(1);
        }

        @Test
        void and_the_highest_of_what_was_said_counts() {
            var tuning = new Tuning(
                    Map.of(),
                    List.of(
                            new Tolerance(ALL, 0, 120_000, 2.0),
                            new Tolerance(Set.of(AlertKind.RAMP), 60_000, 120_000, 5.0)));
            assertThat(tuning.ceiling(AlertKind.RAMP, 0)).isEqualTo(2);
            assertThat(tuning.ceiling(AlertKind.RAMP, 1)).isEqualTo(5);
            assertThat(tuning.ceiling(AlertKind.TOKEN_SPIKE, 1)).isEqualTo(2);
            assertThat(tuning.ceiling(AlertKind.RAMP, 2)).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("by a suppression window")
    class Suppression {

        @Test
        void in_which_nothing_is_said_and_after_which_it_speaks_again() {
            Life life = Life.steady(10_000).tolerates(ALL, FRIDAY_NOON, FRIDAY_NOON + HOUR, null);
            life.minutes(FRIDAY_NOON, 30, 500_000);
            assertThat(life.findings()).isEmpty();

            life.minutes(FRIDAY_NOON + 2 * HOUR, 3, 500_000);
            assertThat(life.findings()).hasSize(1);
        }

        @Test
        void of_one_kind_of_alert_alone() {
            Life life = Life.withDefaults().declares("app").at("home").workingDays(0, 4, 10_000);
            life.tolerates(Set.of(AlertKind.NEW_APPLICATION), FRIDAY_NOON, FRIDAY_NOON + HOUR, null);
            life.use(FRIDAY_NOON, 100).as("other").use(FRIDAY_NOON, 100);
            assertThat(life.findings()).extracting(Finding::kind).containsExactly(AlertKind.FAN_OUT);
        }

        @Test
        void from_its_first_minute_to_the_one_before_its_end_by_event_time() {
            var tolerance = new Tolerance(Set.of(AlertKind.RAMP), 60_000, 180_000, null);
            var tuning = new Tuning(Map.of(), List.of(tolerance));
            assertThat(tuning.suppresses(AlertKind.RAMP, 0)).isFalse();
            assertThat(tuning.suppresses(AlertKind.RAMP, 1)).isTrue();
            assertThat(tuning.suppresses(AlertKind.RAMP, 2)).isTrue();
            assertThat(tuning.suppresses(AlertKind.RAMP, 3)).isFalse();
            assertThat(tuning.suppresses(AlertKind.TOKEN_SPIKE, 1)).isFalse();
        }

        @Test
        void and_judges_a_replay_as_it_judged_live() {
            Life live = Life.steady(10_000).tolerates(ALL, FRIDAY_NOON, FRIDAY_NOON + HOUR, null);
            live.minutes(FRIDAY_NOON, 200, 500_000).minutes(FRIDAY_NOON + DAY, 10, 9_000);
            Life replayed = Life.withDefaults().tolerates(ALL, FRIDAY_NOON, FRIDAY_NOON + HOUR, null);
            replayed.workingDays(0, 4, 10_000);
            replayed.minutes(FRIDAY_NOON, 200, 500_000).minutes(FRIDAY_NOON + DAY, 10, 9_000);
            assertThat(replayed.findings()).isEqualTo(live.findings()).isNotEmpty();
        }
    }
}

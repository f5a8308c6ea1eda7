// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keysurge.detect.Finding.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("TOKEN_SPIKE")
class TokenSpikeTest {

    private static final long FRIDAY_NOON = MONDAY + 4 * DAY + 12 * 60;
    /** (10,000 + 20) * e^0.7 - 20: what a steady 10,000 a minute makes of the default margin. */
    private static final long THRESHOLD = 20_157;

    @Nested
    @DisplayName("for an identity that knows its week")
    class Warm {

        private final Life life = Life.steady(10_000);

        @Test
        void is_silent_while_two_minutes_stay_at_the_threshold() {
            life.use(FRIDAY_NOON, THRESHOLD).use(FRIDAY_NOON + 1, THRESHOLD);
            assertThat(life.findings()).isEmpty();
        }

        @Test
        void fires_on_the_event_with_which_the_second_minute_crosses() {
            life.use(FRIDAY_NOON, THRESHOLD + 1).use(FRIDAY_NOON + 1, THRESHOLD);
            assertThat(life.findings()).isEmpty();

            life.use(FRIDAY_NOON + 1, 1);

            assertThat(life.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(AlertKind.TOKEN_SPIKE);
                assertThat(finding.stage()).isEqualTo(Stage.OPEN);
                assertThat(finding.revision()).isEqualTo(1);
                assertThat(finding.measure().observed()).isEqualTo(THRESHOLD + 1.0);
                assertThat(finding.measure().expected()).isEqualTo(10_000);
                assertThat(finding.measure().threshold()).isCloseTo(THRESHOLD, within(1.0));
                assertThat(finding.window().endMinute()).isEqualTo(FRIDAY_NOON + 2);
                assertThat(finding.lastEventId()).isEqualTo(life.usageIdOfLast());
                assertThat(finding.baseline().warming()).isFalse();
            });
        }

        @Test
        void says_nothing_of_one_busy_minute() {
            life.use(FRIDAY_NOON, 90_000);
            assertThat(life.findings()).isEmpty();
        }

        @Test
        void sees_one_minute_so_busy_that_ten_are_above_the_threshold() {
            life.use(FRIDAY_NOON, 10 * (THRESHOLD + 1));
            assertThat(life.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.window().endMinute()
                                    - finding.window().firstMinute())
                            .isEqualTo(10));
        }

        @Test
        void is_severe_at_three_times_the_week_and_notable_below() {
            life.minutes(FRIDAY_NOON, 2, 22_000);
            assertThat(life.findings()).extracting(Finding::severity).containsExactly(3);

            life.minutes(FRIDAY_NOON + 2, 2, 40_000);
            assertThat(life.findings()).extracting(Finding::severity).containsExactly(3, 4);
            assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.ESCALATED);
            assertThat(life.findings())
                    .extracting(Finding::alertId)
                    .containsOnly(life.findings().get(0).alertId());
        }

        @Test
        void weighs_less_in_a_test_environment() {
            life.in("test").minutes(FRIDAY_NOON, 2, 40_000);
            assertThat(life.findings()).extracting(Finding::severity).containsExactly(3);
        }

        @Test
        void does_not_learn_from_a_spike_beyond_the_cap() {
            life.minutes(FRIDAY_NOON, 60, 1_000_000).workingDays(5, 1, 10_000);
            int before = life.findings().size();

            // (10,000 + 20) * e^(0.7 + 0.5) - 20 is what Friday may teach: 33,246; a spike begins at e^0.7 times that.
            life.minutes(MONDAY + 6 * DAY, 2, 66_000);
            assertThat(life.findings()).hasSize(before);
            life.minutes(MONDAY + 6 * DAY + 120, 2, 68_000);
            assertThat(life.findings()).hasSizeGreaterThan(before);
        }

        @Test
        void keeps_its_threshold_all_day_so_that_a_ramp_is_seen() {
            for (int minute = 0; minute < 120; minute++) {
                life.use(FRIDAY_NOON + minute, 10_000 + minute * 100L);
            }
            assertThat(life.findings()).isNotEmpty();
        }

        @Test
        void does_not_count_what_a_gateway_answered_from_its_cache() {
            for (int i = 0; i < 10; i++) {
                Usage usage = life.usage(FRIDAY_NOON + i, 500_000, "cached-" + i);
                life.use(new Usage(
                        usage.eventId(),
                        usage.occurredAt(),
                        usage.identityId(),
                        null,
                        null,
                        null,
                        null,
                        usage.inputTokens(),
                        usage.outputTokens(),
                        1,
                        -1,
                        null,
                        false,
                        usage.position()));
            }
            assertThat(life.findings()).isEmpty();
        }

        @Test
        void explains_itself_in_one_sentence() {
            life.minutes(FRIDAY_NOON, 2, 150_000);
            assertThat(life.findings().get(life.findings().size() - 1).explanation())
                    .isEqualTo("Uses 150,000 tokens a minute over 2 minutes, 15 times the most it used on any of its"
                            + " last 4 active days (10,000), since 2026-01-09 12:01 UTC.");
        }
    }

    @Nested
    @DisplayName("for a young identity")
    class Young {

        @Test
        void is_silent_until_three_active_days_are_known() {
            Life life = Life.withDefaults().workingDays(0, 2, 1_000);
            life.minutes(MONDAY + 2 * DAY + 12 * 60, 10, 1_000_000);
            assertThat(life.findings()).isEmpty();
        }

        @Test
        void does_not_count_days_of_silence() {
            Life life = Life.withDefaults().workingDays(0, 2, 1_000);
            life.minutes(MONDAY + 9 * DAY, 10, 1_000_000);
            assertThat(life.findings()).isEmpty();
        }
    }

    @Test
    void calls_nobody_silent_who_only_never_used_two_minutes_in_a_row() {
        Life life = Life.withDefaults();
        for (int hour = 0; hour < 4 * 24; hour++) {
            life.use(MONDAY + hour * 60L, 5_000);
        }
        life.minutes(MONDAY + 4 * DAY, 2, 5_000);
        assertThat(life.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.explanation())
                        .doesNotContain("silent")
                        .contains("when it never used two minutes in a row on its last 3 active days"));
    }

    @Test
    void leaves_small_amounts_alone_however_large_the_ratio() {
        Life life = Life.steady(10).minutes(FRIDAY_NOON, 2, 900);
        assertThat(life.findings()).isEmpty();
    }
}

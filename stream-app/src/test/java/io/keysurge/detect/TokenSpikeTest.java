// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keysurge.detect.Finding.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("TOKEN_SPIKE")
class TokenSpikeTest {

    /** Forty active hours make a baseline of this thinness; see {@link Usuals}. */
    private static final double THIN = 0.8 * 10 / (40 + 10);

    private static final double USUAL = Life.remembered(Feature.MINUTE_TOKENS, 10_000);

    /** What Friday noon must exceed after a quiet morning: a step, because the step is more than the margin. */
    private static final long MINUTE = (long) Math.floor((2.5 + THIN) * (USUAL + 20));

    private static final long BURST = (long) Math.floor((1.1 + THIN) * (USUAL + 20));
    /** Over ten minutes the margin is more than the step. */
    private static final long LEVEL = (long) Math.floor(Feature.LEVEL_TOKENS.above(USUAL, 0.3));

    /** Enough calls to leave the judgement to tokens. */
    private static final long MANY = 10_000;

    private final Life life = Life.steady(10_000);

    @Nested
    @DisplayName("over one minute")
    class Minute {

        @Test
        void is_silent_at_the_threshold_and_fires_on_the_event_that_crosses() {
            life.use(FRIDAY_NOON, MINUTE, MANY);
            assertThat(life.findings()).isEmpty();

            life.use(FRIDAY_NOON, 1, 1);

            assertThat(life.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(AlertKind.TOKEN_SPIKE);
                assertThat(finding.stage()).isEqualTo(Stage.OPEN);
                assertThat(finding.revision()).isEqualTo(1);
                assertThat(finding.severity()).isEqualTo(4);
                assertThat(finding.measure().observed()).isEqualTo(MINUTE + 1.0);
                assertThat(finding.measure().expected()).isEqualTo(USUAL);
                assertThat(finding.measure().threshold()).isCloseTo((double) MINUTE, within(1.0));
                assertThat(finding.window()).isEqualTo(new Finding.Window(FRIDAY_NOON, FRIDAY_NOON + 1));
                assertThat(finding.lastEventId()).isEqualTo(life.usageIdOfLast());
                assertThat(finding.baseline().warming()).isFalse();
            });
        }

        @Test
        void asks_for_the_step_above_the_hour_before_and_not_above_nothing() {
            life.minutes(FRIDAY_NOON, 60, 10_000).use(FRIDAY_NOON + 60, MINUTE + 1, MANY);
            assertThat(life.findings()).isEmpty();

            life.use(FRIDAY_NOON + 60, 10_000, 100);

            assertThat(life.findings()).extracting(Finding::severity).containsExactly(4);
        }
    }

    @Nested
    @DisplayName("over two minutes")
    class Burst {

        @Test
        void takes_the_lesser_of_the_two() {
            life.use(FRIDAY_NOON, BURST + 1, MANY).use(FRIDAY_NOON + 1, BURST, MANY);
            assertThat(life.findings()).isEmpty();

            life.use(FRIDAY_NOON + 1, 1, 1);

            assertThat(life.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.window()).isEqualTo(new Finding.Window(FRIDAY_NOON, FRIDAY_NOON + 2));
                assertThat(finding.measure().observed()).isEqualTo(BURST + 1.0);
            });
        }

        @Test
        void says_nothing_of_one_busy_minute_below_the_minute_s_own_threshold() {
            life.use(FRIDAY_NOON, BURST + 1, MANY).use(FRIDAY_NOON + 2, BURST + 1, MANY);
            assertThat(life.findings()).isEmpty();
        }
    }

    @Nested
    @DisplayName("over ten minutes")
    class Level {

        @Test
        void sees_every_other_minute_busy() {
            for (int i = 0; i < 10; i += 2) {
                life.use(FRIDAY_NOON + i, 26_000, MANY).use(FRIDAY_NOON + i + 1, 1_000, MANY);
            }
            life.use(FRIDAY_NOON + 9, 10 * LEVEL - 5 * 27_000, 1);
            assertThat(life.findings()).isEmpty();

            life.use(FRIDAY_NOON + 9, 10, 1);

            assertThat(life.findings())
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.window()).isEqualTo(new Finding.Window(FRIDAY_NOON, FRIDAY_NOON + 10)));
        }
    }

    @Nested
    @DisplayName("over an hour")
    class Hour {

        /** Two thousand a minute all day, but for twice ten busy minutes: 3,333 a minute over the busiest hours. */
        private final Life scattered = Life.withDefaults();

        Hour() {
            for (int day = 0; day < 4; day++) {
                long morning = MONDAY + day * DAY + 8 * HOUR;
                scattered.minutes(morning, 240, 2_000).minutes(morning + 240, 10, 10_000);
                scattered.minutes(morning + 250, 170, 2_000).minutes(morning + 420, 10, 10_000);
                scattered.minutes(morning + 430, 170, 2_000);
            }
        }

        @Test
        void speaks_for_those_whose_single_minutes_always_scatter() {
            scattered.minutes(FRIDAY_NOON, 50, 5_000).minutes(FRIDAY_NOON + 50, 10, 12_500);
            assertThat(scattered.findings()).isEmpty();

            scattered.minutes(FRIDAY_NOON + 180, 50, 6_500).minutes(FRIDAY_NOON + 230, 10, 12_500);

            assertThat(scattered.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(AlertKind.TOKEN_SPIKE);
                assertThat(finding.window().endMinute() - finding.window().firstMinute())
                        .isEqualTo(60);
            });
        }

        @Test
        void asks_its_newest_ten_minutes_for_a_step() {
            scattered.minutes(FRIDAY_NOON, 90, 8_000);
            assertThat(scattered.findings(AlertKind.TOKEN_SPIKE)).isEmpty();
        }
    }

    @Nested
    @DisplayName("weighs")
    class Severity {

        @Test
        void four_when_tokens_and_calls_step_up_and_nobody_knows_who_calls() {
            life.minutes(FRIDAY_NOON, 3, 50_000);
            assertThat(life.findings()).extracting(Finding::severity).containsExactly(4);
        }

        @Test
        void three_when_the_calls_come_from_the_identity_s_own_places() {
            Life known = Life.atHome(10_000).minutes(FRIDAY_NOON, 3, 50_000);
            assertThat(known.findings()).extracting(Finding::severity).containsExactly(3);
        }

        @Test
        void three_when_only_tokens_do() {
            life.use(FRIDAY_NOON, 50_000, 100).use(FRIDAY_NOON + 1, 50_000, 100);
            assertThat(life.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(AlertKind.TOKEN_SPIKE);
                assertThat(finding.severity()).isEqualTo(3);
            });
        }

        @Test
        void nothing_when_only_calls_do() {
            life.use(FRIDAY_NOON, 10_000, 5_000).use(FRIDAY_NOON + 1, 10_000, 5_000);
            assertThat(life.findings()).isEmpty();
        }

        @Test
        void four_again_when_calls_follow_within_the_episode() {
            life.use(FRIDAY_NOON, 50_000, 100).use(FRIDAY_NOON + 1, 50_000, 100);
            life.use(FRIDAY_NOON + 2, 50_000, 500).use(FRIDAY_NOON + 3, 50_000, 500);
            assertThat(life.findings()).extracting(Finding::severity).containsExactly(3, 4);
            assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.ESCALATED);
            assertThat(life.findings())
                    .extracting(Finding::alertId)
                    .containsOnly(life.newest().alertId());
        }

        @Test
        void three_at_most_in_a_test_environment() {
            life.in("test").minutes(FRIDAY_NOON, 3, 50_000);
            assertThat(life.findings()).extracting(Finding::severity).containsExactly(3);
        }
    }

    @Nested
    @DisplayName("compares with")
    class Against {

        @Test
        void more_when_the_baseline_rests_on_few_hours() {
            Life seldom = Life.withDefaults();
            for (int day = 0; day < 4; day++) {
                seldom.minutes(MONDAY + day * DAY + 12 * HOUR, 60, 10_000);
            }
            // Four active hours: 0.8 * 10 / 14 is asked for beside 1.1 times the usual.
            seldom.minutes(FRIDAY_NOON, 2, 16_000);
            assertThat(seldom.findings()).isEmpty();
            seldom.minutes(FRIDAY_NOON + 2, 2, 20_000);
            assertThat(seldom.findings()).hasSize(1);

            life.minutes(FRIDAY_NOON, 2, 16_000);
            assertThat(life.findings()).hasSize(1);
        }

        @Test
        void what_an_attack_taught_up_to_the_cap_and_no_more() {
            life.minutes(FRIDAY_NOON, 60, 1_000_000).workingDays(5, 1, 10_000);
            int before = life.findings().size();
            long sunday = MONDAY + 6 * DAY + 12 * HOUR;

            // Friday may teach e^1.2 times the usual, 33,000; 1.1 times that and more is a step.
            life.minutes(sunday, 2, 38_000);
            assertThat(life.findings()).hasSize(before);
            life.minutes(sunday + 2 * HOUR, 2, 90_000);
            assertThat(life.findings()).hasSizeGreaterThan(before);
        }

        @Test
        void the_same_threshold_all_day() {
            for (int minute = 0; minute < 180; minute++) {
                life.use(FRIDAY_NOON + minute, 10_000 + minute * 200L);
            }
            assertThat(life.findings()).isNotEmpty();
        }
    }

    @Test
    void leaves_small_amounts_alone_however_large_the_ratio() {
        Life small = Life.steady(10).takingPerCall(10);
        small.use(FRIDAY_NOON, 9_999, 5_000);
        assertThat(small.findings()).isEmpty();
        small.use(FRIDAY_NOON, 1, 1);
        assertThat(small.findings()).hasSize(1);
    }

    @Test
    void does_not_count_what_a_gateway_answered_from_its_cache() {
        life.cached().minutes(FRIDAY_NOON, 10, 500_000);
        assertThat(life.findings()).isEmpty();
    }
}

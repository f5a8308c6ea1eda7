// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SHAPE_SHIFT")
class ShapeShiftTest {

    private final Life life = Life.steady(10_000).minutes(FRIDAY_NOON - 4 * HOUR, 240, 10_000);

    @Test
    void sees_prompts_grow_while_the_rate_stays() {
        life.takingPerCall(250).minutes(FRIDAY_NOON, 60, 10_000);

        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.SHAPE_SHIFT);
            assertThat(finding.severity()).isEqualTo(3);
            assertThat(finding.measure().unit()).isEqualTo("input tokens/call");
            assertThat(finding.costPerHourNanos()).isNegative();
        });
    }

    @Test
    void sees_answers_grow_while_the_prompts_stay() {
        life.producing(60).minutes(FRIDAY_NOON, 60, 10_000);

        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.SHAPE_SHIFT);
            assertThat(finding.measure().unit()).isEqualTo("output tokens/call");
        });
    }

    @Test
    void sees_prompts_that_the_cache_does_not_know() {
        Life caching = cachingWeek(80).minutes(FRIDAY_NOON - 4 * HOUR, 240, 10_000);
        caching.caching(0).minutes(FRIDAY_NOON, 60, 10_000);

        assertThat(caching.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.SHAPE_SHIFT);
            assertThat(finding.measure().unit()).isEqualTo("% of input not cached");
            assertThat(finding.measure().expected()).isCloseTo(20, within(0.5));
            assertThat(finding.measure().observed()).isBetween(30.0, 100.0);
            assertThat(finding.explanation())
                    .startsWith("Of the input of 30 minutes the provider's cache did not know ");
        });
    }

    @Test
    void lets_the_cached_part_shrink_a_little() {
        Life caching = cachingWeek(80).minutes(FRIDAY_NOON - 4 * HOUR, 240, 10_000);
        caching.caching(70).minutes(FRIDAY_NOON, 120, 10_000);
        assertThat(caching.findings()).isEmpty();
    }

    @Test
    void says_nothing_of_caches_to_those_whose_calls_never_had_any() {
        life.caching(80).minutes(FRIDAY_NOON, 120, 10_000);
        life.caching(0).minutes(FRIDAY_NOON + 120, 120, 10_000);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void does_not_take_the_time_before_the_first_cached_call_for_a_miss() {
        Life late = Life.withDefaults().minutes(MONDAY + 8 * HOUR, 60, 10_000);
        late.caching(80).minutes(MONDAY + 9 * HOUR, 540, 10_000).workingDays(1, 3, 10_000);
        late.minutes(FRIDAY_NOON - 4 * HOUR, 240, 10_000);
        late.caching(0).minutes(FRIDAY_NOON, 60, 10_000);
        assertThat(late.findings()).hasSize(1);
    }

    private static Life cachingWeek(int percent) {
        return Life.withDefaults().caching(percent).workingDays(0, 4, 10_000);
    }

    @Test
    void lets_calls_grow_by_half() {
        life.takingPerCall(150).minutes(FRIDAY_NOON, 120, 10_000);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void follows_a_day_on_which_calls_grow_little_by_little() {
        life.takingPerCall(145).minutes(FRIDAY_NOON, 120, 10_000);
        life.takingPerCall(200).minutes(FRIDAY_NOON + 120, 120, 10_000);
        assertThat(life.findings()).isEmpty();

        Life sudden = Life.steady(10_000).minutes(FRIDAY_NOON - 4 * HOUR, 240, 10_000);
        sudden.takingPerCall(200).minutes(FRIDAY_NOON, 120, 10_000);
        assertThat(sudden.findings()).hasSize(1);
    }

    @Test
    void says_nothing_of_calls_that_shrink() {
        life.takingPerCall(20).producing(1).minutes(FRIDAY_NOON, 120, 10_000);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void asks_for_something_before_to_compare_with() {
        Life fresh = Life.steady(10_000).takingPerCall(250).minutes(FRIDAY_NOON, 20, 10_000);
        assertThat(fresh.findings()).isEmpty();
    }

    @Test
    void is_no_news_when_the_week_knows_it() {
        Life both = Life.withDefaults();
        for (int day = 0; day < 4; day++) {
            both.takingPerCall(100).minutes(FRIDAY_NOON + (day - 4) * Life.DAY, 120, 10_000);
            both.takingPerCall(250).minutes(FRIDAY_NOON + (day - 4) * Life.DAY + 120, 120, 10_000);
        }
        both.takingPerCall(100).minutes(FRIDAY_NOON, 120, 10_000);
        both.takingPerCall(250).minutes(FRIDAY_NOON + 120, 120, 10_000);
        assertThat(both.findings()).isEmpty();
    }

    @Test
    void asks_for_twenty_calls_in_the_half_hour() {
        assertThat(new HalfHour(1_000_000, 0, 19).saysEnough()).isFalse();
        assertThat(new HalfHour(1_000_000, 0, 20).saysEnough()).isTrue();
        for (int i = 0; i < 30; i += 2) {
            life.use(FRIDAY_NOON + 29 + i, 20_000, 1);
        }
        assertThat(life.findings()).isEmpty();
    }
}

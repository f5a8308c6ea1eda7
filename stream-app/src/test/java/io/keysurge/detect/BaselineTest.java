// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A baseline")
class BaselineTest {

    private static final long DAY = 20_000;

    private final Baseline baseline = new Baseline();

    @Test
    void is_the_largest_of_the_last_seven_active_days() {
        for (int day = 0; day < 7; day++) {
            learn(DAY + day, day == 0 ? 90_000 : 1_000);
        }
        assertThat(usual(DAY + 7)).isCloseTo(90_000, within(100.0));

        learn(DAY + 7, 2_000);
        assertThat(baseline.count()).isEqualTo(7);
        assertThat(usual(DAY + 8)).isCloseTo(2_000, within(5.0));
    }

    @Test
    void stands_still_all_day() {
        learn(DAY, 1_000);
        baseline.observe(Feature.MINUTE_TOKENS, Feature.MINUTE_TOKENS.log(50_000));
        assertThat(usual(DAY + 1)).isCloseTo(1_000, within(2.0));
        assertThat(baseline.today(Feature.MINUTE_TOKENS)).isCloseTo(Math.log(50_020), within(0.001));
    }

    @Test
    void counts_a_day_fully_for_seven_days_and_less_with_each_after_that() {
        learn(DAY, 1_000);
        double fresh = baseline.usual(Feature.MINUTE_TOKENS, DAY + 7);
        assertThat(baseline.usual(Feature.MINUTE_TOKENS, DAY + 1)).isEqualTo(fresh);
        assertThat(baseline.usual(Feature.MINUTE_TOKENS, DAY + 8)).isCloseTo(fresh - 0.5, within(1e-9));
        assertThat(baseline.usual(Feature.MINUTE_TOKENS, DAY + 10)).isCloseTo(fresh - 1.5, within(1e-9));
    }

    @Test
    void knows_nothing_of_what_was_never_measured() {
        learn(DAY, 1_000);
        assertThat(baseline.usual(Feature.ODDNESS, DAY + 1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(usuals(DAY + 1).knows(Feature.ODDNESS)).isFalse();
        assertThat(usuals(DAY + 1).value(Feature.ODDNESS)).isZero();
    }

    @Test
    void is_thin_while_few_hours_are_known_or_they_are_long_ago() {
        assertThat(usuals(DAY).thinness()).isEqualTo(1);
        for (int hour = 0; hour < 10; hour++) {
            baseline.observeHour(hour * 60L);
        }
        learn(DAY, 1_000);
        assertThat(usuals(DAY + 1).thinness()).isEqualTo(0.5);
        assertThat(usuals(DAY + 7).thinness()).isEqualTo(0.5);
        assertThat(usuals(DAY + 8).thinness()).isEqualTo(1);
        assertThat(baseline.knownHours()).isEqualTo(10);
    }

    @Test
    void learns_of_one_day_what_the_cap_allows() {
        for (int day = 0; day < 3; day++) {
            learn(DAY + day, 1_000);
        }
        Usuals usual = usuals(DAY + 3);
        baseline.observe(Feature.MINUTE_TOKENS, Feature.MINUTE_TOKENS.log(1_000_000));
        baseline.endDay(DAY + 3, usual);
        assertThat(usual(DAY + 4)).isCloseTo((1_000 + 20) * Math.exp(1.2) - 20, within(10.0));
    }

    @Test
    void learns_everything_while_everything_is_new() {
        learn(DAY, 1_000);
        Usuals usual = usuals(DAY + 1);
        baseline.observe(Feature.MINUTE_TOKENS, Feature.MINUTE_TOKENS.log(1_000_000));
        baseline.endDay(DAY + 1, usual);
        assertThat(usual(DAY + 2)).isCloseTo(1_000_000, within(1_000.0));
    }

    private void learn(long day, double tokens) {
        baseline.observe(Feature.MINUTE_TOKENS, Feature.MINUTE_TOKENS.log(tokens));
        baseline.endDay(day);
    }

    private double usual(long day) {
        return Feature.MINUTE_TOKENS.value(baseline.usual(Feature.MINUTE_TOKENS, day));
    }

    private Usuals usuals(long day) {
        var usuals = new Usuals();
        usuals.lookAt(baseline, day, DetectionSettings.DEFAULTS);
        return usuals;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A high-water mark")
class HighWaterTest {

    private final HighWater water = new HighWater(3);

    @BeforeEach
    void two_stretches_that_reach_five_and_seven() {
        feed(1, 5, 2, 0, 7, 1);
    }

    @Test
    void knows_nothing_before_two_stretches_are_over() {
        assertThat(new HighWater(3).excess(1_000)).isZero();
    }

    @Test
    void is_not_impressed_by_what_stretches_reach_anyhow() {
        assertThat(water.excess(6)).isZero();
    }

    @Test
    void is_surprised_above_it_though_a_stretch_once_went_higher() {
        assertThat(water.excess(6.5)).isPositive();
    }

    @Test
    void is_more_surprised_the_higher_the_value() {
        var other = new HighWater(3);
        for (double value : new double[] {1, 5, 2, 0, 7, 1}) {
            other.excess(value);
        }
        assertThat(water.excess(20)).isGreaterThan(other.excess(10));
    }

    @Test
    void is_surprised_by_new_heights_of_the_stretch_only() {
        feed(20);
        assertThat(water.excess(19)).isZero();
    }

    @Test
    void passes_over_what_is_not_known_yet() {
        assertThat(water.excess(Double.NaN)).isZero();
        assertThat(water.excess(20)).isPositive();
    }

    private void feed(double... values) {
        for (double value : values) {
            water.excess(value);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A figure")
class FiguresTest {

    @Test
    void is_rounded_from_its_binary_value_and_not_from_what_it_looks_like() {
        assertThat(Figures.rounded(2.675, 2)).isEqualTo(2.67);
        assertThat(Figures.fixed(2.675, 2)).isEqualTo("2.67");
    }

    @Test
    void goes_to_the_even_digit_when_it_lies_in_the_middle() {
        assertThat(Figures.rounded(0.125, 2)).isEqualTo(0.12);
        assertThat(Figures.rounded(0.375, 2)).isEqualTo(0.38);
        assertThat(Figures.fixed(2.5, 0)).isEqualTo("2");
    }

    @Test
    void in_the_middle_is_the_mean_of_two_when_they_are_even() {
        assertThat(Figures.median(new double[] {9, 1, 4})).isEqualTo(4);
        assertThat(Figures.median(new double[] {9, 1, 4, 5})).isEqualTo(4.5);
    }

    @Test
    void of_the_ninetieth_percentile_lies_between_neighbours() {
        assertThat(Figures.quantile(new double[] {4, 3, 2, 1}, 0.9)).isEqualTo(3.7);
        assertThat(Figures.quantile(new double[] {7}, 0.9)).isEqualTo(7);
        // As numpy does it; reckoned from the lower neighbour it would be 361.70000000000005.
        double[] delays = {196, 183, 323, 626, 86, 175, 366, 169, 287, 241, 51, 25};
        assertThat(Figures.quantile(delays, 0.9)).isEqualTo(361.7);
    }
}

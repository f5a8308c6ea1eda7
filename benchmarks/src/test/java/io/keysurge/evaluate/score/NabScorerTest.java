// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The score on the Numenta Anomaly Benchmark")
class NabScorerTest {

    /** Probation ends before row 15. */
    private static final NabSeries SERIES = new NabSeries("a/b.csv", 100, List.of(new NabSeries.Window(40, 49)));

    @Test
    void is_a_hundred_for_a_call_at_the_beginning_of_each_window_and_no_other() {
        assertThat(score(40)).isEqualTo(new NabScore(100, 1, 0, 1, 1));
    }

    @Test
    void is_nought_for_silence() {
        assertThat(score()).isEqualTo(new NabScore(0, 1.1, 0, 0, 1));
    }

    @Test
    void falls_the_later_in_the_window_the_call_comes() {
        assertThat(score(49).score()).isBetween(50.0, score(45).score());
        assertThat(score(45).score()).isLessThan(100);
    }

    @Test
    void pays_for_a_call_outside_by_what_it_weighs() {
        assertThat(score(20, 40).score()).isCloseTo((2 - 0.11) / 2 * 100, within(1e-9));
        assertThat(score(20, 40).falsePositives()).isEqualTo(1);
    }

    @Test
    void ignores_calls_in_probation() {
        assertThat(score(14, 40).score()).isEqualTo(100);
        assertThat(score(15, 40).score()).isLessThan(100);
    }

    private static NabScore score(int... calls) {
        double[] scores = new double[SERIES.rows()];
        for (int row : calls) {
            scores[row] = 1;
        }
        return NabScorer.score(List.of(SERIES), List.of(scores), NabProfile.STANDARD);
    }
}

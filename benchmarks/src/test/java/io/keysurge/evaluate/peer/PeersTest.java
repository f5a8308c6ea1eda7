// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A peer")
class PeersTest {

    private static final double EXACT = 1e-9;

    @Test
    void by_the_mean_tells_how_many_times_the_mean_it_is() {
        assertThat(new MultipleOfMean().scores(new double[] {10, 30, 100})[2]).isEqualTo(5);
    }

    @Test
    void by_the_mean_forgets_after_a_day() {
        double[] buckets = new double[2 * Peer.DAY + 1];
        Arrays.fill(buckets, 0, Peer.DAY, 1_000);
        Arrays.fill(buckets, Peer.DAY, buckets.length, 10);
        assertThat(new MultipleOfMean().scores(buckets)[2 * Peer.DAY]).isEqualTo(1);
    }

    @Test
    void by_z_score_counts_standard_deviations_and_no_fall() {
        // Mean 20, deviation 10.
        assertThat(new ZScore().scores(new double[] {10, 30, 50})[2]).isEqualTo(3);
        assertThat(new ZScore().scores(new double[] {10, 30, 5})[2]).isZero();
    }

    @Test
    void by_z_score_takes_any_rise_of_what_never_varied_for_boundless() {
        assertThat(new ZScore().scores(new double[] {7, 7, 8})[2]).isInfinite();
    }

    @Test
    void by_ewma_chart_scales_the_average_by_its_own_deviation() {
        // Averages 10, 14, 21.2; mean 20, deviation 10, shrunk to a third of it.
        assertThat(new EwmaChart().scores(new double[] {10, 30, 50})[2]).isCloseTo(0.36, within(EXACT));
    }

    @Test
    void by_median_ignores_an_outlier_among_those_before() {
        // Median 3, median distance 1.
        assertThat(new MedianDeviation().scores(new double[] {1, 2, 3, 4, 1_000, 13})[5])
                .isCloseTo(6.745, within(EXACT));
    }

    @Test
    void by_hour_of_day_looks_at_the_same_hour_only() {
        double[] buckets = new double[Peer.DAY + 6];
        Arrays.fill(buckets, 6, Peer.DAY, 1_000);
        System.arraycopy(new double[] {10, 30, 10, 30, 10, 30}, 0, buckets, 0, 6);
        buckets[Peer.DAY + 2] = 50;
        assertThat(new SeasonalZ().scores(buckets)[Peer.DAY + 2]).isEqualTo(3);
    }

    @Test
    void by_maximum_compares_with_the_largest_of_a_week() {
        double[] buckets = new double[Peer.WEEK + 2];
        Arrays.fill(buckets, 10);
        buckets[0] = 1_000;
        buckets[Peer.WEEK] = 2_000;
        double[] scores = new TrailingMaximum().scores(buckets);
        assertThat(scores[Peer.WEEK]).isEqualTo(2);
        assertThat(scores[Peer.WEEK + 1]).isEqualTo(0.005);
    }

    @Test
    void by_random_cut_forest_grades_a_leap_out_of_noise() {
        double[] buckets = noise(Peer.WEEK);
        buckets[Peer.WEEK - 1] = 50_000;
        double[] scores = new RandomCutForest().scores(buckets);
        assertThat(scores[Peer.WEEK - 1]).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @MethodSource("all")
    void never_looks_ahead(Peer peer) {
        double[] buckets = noise(2 * Peer.DAY);
        double[] changed = buckets.clone();
        Arrays.fill(changed, Peer.DAY + 50, changed.length, 1e6);
        assertThat(Arrays.copyOf(peer.scores(changed), Peer.DAY + 50))
                .isEqualTo(Arrays.copyOf(peer.scores(buckets), Peer.DAY + 50));
    }

    @ParameterizedTest
    @MethodSource("all")
    void has_a_score_for_every_bucket_and_none_of_them_is_no_number(Peer peer) {
        double[] silent = new double[3 * Peer.DAY];
        assertThat(peer.scores(silent)).hasSameSizeAs(silent).doesNotContain(Double.NaN);
        assertThat(peer.scores(new double[0])).isEmpty();
    }

    static List<Peer> all() {
        return Peers.all();
    }

    private static double[] noise(int size) {
        var dice = new SplittableRandom(7);
        return dice.doubles(size, 900, 1_100).toArray();
    }
}

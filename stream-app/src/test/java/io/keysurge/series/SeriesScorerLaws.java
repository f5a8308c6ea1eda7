// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds for every series. */
class SeriesScorerLaws {

    private static final int TRIES = 200;
    private static final int HALF_AN_HOUR = 1800;

    /** Whole numbers, mostly small and sometimes huge: sums and differences of theirs are exact. */
    @Provide
    Arbitrary<List<Double>> series() {
        Arbitrary<Integer> usual = Arbitraries.integers().between(-20, 20);
        Arbitrary<Integer> huge = Arbitraries.integers().between(-1_000_000, 1_000_000);
        return Arbitraries.frequencyOf(Tuple.of(9, usual), Tuple.of(1, huge))
                .map(Integer::doubleValue)
                .list()
                .ofMinSize(20)
                .ofMaxSize(400);
    }

    @Provide
    Arbitrary<List<Double>> anything() {
        return Arbitraries.doubles()
                .filter(Double::isFinite)
                .list()
                .ofMinSize(1)
                .ofMaxSize(200);
    }

    @Property(tries = TRIES)
    void a_score_is_between_zero_and_one(
            @ForAll("anything") List<Double> series, @ForAll @IntRange(min = 1, max = 300) int expected) {
        assertThat(scores(expected, series)).allMatch(score -> score >= 0 && score <= 1);
    }

    @Property(tries = TRIES)
    void the_same_values_give_the_same_scores(@ForAll("series") List<Double> series) {
        assertThat(scores(series.size(), series)).isEqualTo(scores(series.size(), series));
    }

    @Property(tries = TRIES)
    void what_comes_later_changes_no_score(
            @ForAll("series") List<Double> series, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        int length = (int) (share * series.size());
        List<Double> whole = scores(series.size(), series);
        assertThat(scores(series.size(), series.subList(0, length))).isEqualTo(whole.subList(0, length));
    }

    @Property(tries = TRIES)
    void neither_the_unit_nor_the_zero_of_the_values_matters(
            @ForAll("series") List<Double> series,
            @ForAll @IntRange(min = -8, max = 8) int power,
            @ForAll @IntRange(min = -100_000, max = 100_000) int shift) {
        List<Double> moved =
                series.stream().map(value -> Math.scalb(value + shift, power)).toList();
        assertThat(scores(series.size(), moved)).isEqualTo(scores(series.size(), series));
    }

    @Property(tries = TRIES)
    void whole_days_later_is_the_same(
            @ForAll("series") List<Double> series, @ForAll @IntRange(min = -20_000, max = 20_000) int days) {
        assertThat(scores(series.size(), series, days * 86_400L)).isEqualTo(scores(series.size(), series));
    }

    @Property(tries = TRIES)
    void a_value_that_never_changes_never_scores(
            @ForAll @DoubleRange(min = -1e300, max = 1e300) double value,
            @ForAll @IntRange(min = 1, max = 500) int rows) {
        assertThat(scores(rows, Collections.nCopies(rows, value))).containsOnly(0.0);
    }

    @Property(tries = TRIES)
    void after_a_score_nothing_that_is_not_greater_is_told_for_a_while(@ForAll("series") List<Double> series) {
        int pause = 20;
        List<Double> scores = scores(1_000, repeated(series));
        for (int row = 1; row < scores.size(); row++) {
            if (scores.get(row) > 0) {
                double before = highest(scores, Math.max(0, row - pause + 1), row);
                assertThat(scores.get(row)).isGreaterThan(before);
            }
        }
    }

    private static double highest(List<Double> scores, int start, int end) {
        return scores.subList(start, end).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    private static List<Double> repeated(List<Double> series) {
        return IntStream.range(0, 1_000)
                .mapToObj(row -> series.get(row % series.size()) + row % 3)
                .toList();
    }

    private static List<Double> scores(int expected, List<Double> series) {
        return scores(expected, series, 0);
    }

    private static List<Double> scores(int expected, List<Double> series, long start) {
        var scorer = new SeriesScorer(expected);
        return IntStream.range(0, series.size())
                .mapToObj(row -> scorer.score(start + (long) row * HALF_AN_HOUR, series.get(row)))
                .toList();
    }
}

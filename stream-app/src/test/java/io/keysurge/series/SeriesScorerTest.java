// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The scorer of a series")
class SeriesScorerTest {

    private static final int FIVE_MINUTES = 300;
    private static final int TWO_WEEKS = 14 * 288;
    private static final int NOON_OF_DAY_TEN = 10 * 288 + 144;
    /** Where one threshold for series of all kinds was best is a little lower; this rhythm is a tame one. */
    private static final double ALARM = 0.6;

    @Nested
    @DisplayName("that watches a daily rhythm with a little noise")
    class Rhythm {

        @Test
        void says_little_while_nothing_happens() {
            assertThat(highest(scores(SeriesScorerTest::day), 0, TWO_WEEKS)).isLessThan(ALARM);
        }

        @Test
        void notices_a_spike_at_once() {
            double[] scores = scores(row -> row == NOON_OF_DAY_TEN ? 200 : day(row));
            assertThat(scores[NOON_OF_DAY_TEN]).isGreaterThan(0.8);
            assertThat(highestBefore(scores, NOON_OF_DAY_TEN)).isLessThan(ALARM);
        }

        @Test
        void tells_a_lasting_change_a_few_times_and_then_takes_it_for_usual() {
            double[] scores = scores(row -> row >= NOON_OF_DAY_TEN ? day(row) + 60 : day(row));
            assertThat(IntStream.range(0, TWO_WEEKS).filter(row -> scores[row] > ALARM))
                    .hasSizeBetween(1, 3)
                    .allMatch(row -> row >= NOON_OF_DAY_TEN && row < NOON_OF_DAY_TEN + 2 * 288);
        }

        @Test
        void notices_a_day_without_its_peak_though_every_value_is_usual() {
            int dayTen = 10 * 288;
            double[] scores = scores(row -> row / 288 == 10 ? day(dayTen + (row % 288) % 12) : day(row));
            assertThat(highest(scores, dayTen, dayTen + 288)).isGreaterThan(ALARM);
            assertThat(highestBefore(scores, dayTen)).isLessThan(ALARM);
        }
    }

    @Nested
    @DisplayName("of a series that never moved")
    class Still {

        @Test
        void says_nothing_at_all() {
            assertThat(scores(row -> 45)).containsOnly(0);
        }

        @Test
        void is_startled_by_its_first_move() {
            double[] scores = scores(row -> row == NOON_OF_DAY_TEN ? 46 : 45);
            assertThat(scores[NOON_OF_DAY_TEN]).isGreaterThan(0.9);
        }
    }

    @Test
    void says_nothing_while_it_learns_the_first_fifteen_percent() {
        double[] scores = scores(row -> row % 7 == 0 ? 1_000 : row);
        assertThat(IntStream.range(0, TWO_WEEKS * 15 / 100)).allMatch(row -> scores[row] == 0);
    }

    @Test
    void remembers_no_more_after_many_values_than_after_a_few() {
        var scorer = new SeriesScorer(100);
        feed(scorer, 100);
        int few = numbersKept(scorer);
        feed(scorer, 20_000);
        assertThat(numbersKept(scorer)).isEqualTo(few).isLessThan(2_000);
    }

    @Test
    void takes_no_value_that_is_not_a_number() {
        var scorer = new SeriesScorer(100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scorer.score(0, Double.NaN))
                .withMessage("value: NaN (expected: finite)");
    }

    @Test
    void expects_at_least_one_value() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SeriesScorer(0))
                .withMessage("expected rows: 0 (expected: > 0)");
    }

    /** Between 20 and 80 over the day, with a small noise that repeats itself after a long while. */
    private static double day(int row) {
        double hour = row % 288 / 12.0;
        int noise = (int) (row * 7919L % 1009);
        return 50 - 30 * Math.cos(2 * Math.PI * hour / 24) + noise / 252.0;
    }

    private static double[] scores(IntToDoubleFunction series) {
        var scorer = new SeriesScorer(TWO_WEEKS);
        return IntStream.range(0, TWO_WEEKS)
                .mapToDouble(row -> scorer.score((long) row * FIVE_MINUTES, series.applyAsDouble(row)))
                .toArray();
    }

    private static void feed(SeriesScorer scorer, int rows) {
        for (int row = 0; row < rows; row++) {
            scorer.score((long) row * FIVE_MINUTES, day(row) * (row % 97));
        }
    }

    /** All numbers that can be reached from an object of this room, counted. */
    private static int numbersKept(Object kept) {
        if (kept.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(kept))
                    .map(index -> numbersKept(Array.get(kept, index)))
                    .sum();
        }
        if (!kept.getClass().getPackage().equals(SeriesScorer.class.getPackage())) {
            return 1;
        }
        return Arrays.stream(kept.getClass().getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .mapToInt(field -> numbersKept(valueOf(field, kept)))
                .sum();
    }

    private static Object valueOf(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static double highestBefore(double[] scores, int end) {
        return highest(scores, 0, end);
    }

    private static double highest(double[] scores, int start, int end) {
        return IntStream.range(start, end).mapToDouble(row -> scores[row]).max().orElse(0);
    }
}

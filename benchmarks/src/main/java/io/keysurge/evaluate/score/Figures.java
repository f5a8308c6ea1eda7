// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/** Arithmetic that gives the same last digit as Python's {@code round} and numpy's {@code median} and {@code quantile}. */
public final class Figures {

    private Figures() {}

    /** Rounds the binary value itself, not its shortest decimal; a tie goes to the even digit. */
    public static double rounded(double value, int digits) {
        return exact(value, digits).doubleValue();
    }

    /** The same as text, with all the digits asked for. */
    public static String fixed(double value, int digits) {
        return exact(value, digits).toPlainString();
    }

    /** The middle value, or the mean of the two in the middle. At least one value. */
    public static double median(double[] values) {
        double[] sorted = sorted(values);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The value below which a part of the values lies, interpolated between neighbours. At least one value. */
    public static double quantile(double[] values, double part) {
        double[] sorted = sorted(values);
        double place = (sorted.length - 1) * part;
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        double weight = place - below;
        double step = sorted[above] - sorted[below];
        // From the nearer neighbour, as numpy does: the two ways differ in the last bit.
        return weight >= 0.5 ? sorted[above] - step * (1 - weight) : sorted[below] + step * weight;
    }

    private static BigDecimal exact(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN);
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

import java.util.Arrays;

/**
 * How a series is looked at: centred on its early median, in units of its early scatter, large deviations by their
 * magnitude (inverse hyperbolic sine: linear near the centre, logarithmic far from it).
 *
 * <p>Without the logarithm one great spike hides every smaller one that follows; with it a second spike of a tenth of
 * the first is still far out. The price is that a slow drift far from the centre looks small.
 */
record Lens(double centre, double scatter) {

    /** Anything larger is taken for this, so that no square overflows. */
    static final double LARGEST = 1e150;

    /** Fitted to the first values: their median and the median distance from it, else the root mean square distance. */
    static Lens of(double[] early) {
        double centre = median(early);
        double[] distances =
                Arrays.stream(early).map(value -> Math.abs(value - centre)).toArray();
        double scatter = median(distances);
        if (scatter == 0) {
            double squares = 0;
            for (double distance : distances) {
                squares += distance * distance;
            }
            scatter = Math.sqrt(squares / distances.length);
        }
        return new Lens(centre, scatter);
    }

    /** A series that has never moved knows no scatter: its first move becomes the unit. */
    Lens movedBy(double value) {
        return scatter > 0 || value == centre ? this : new Lens(centre, Math.abs(value - centre));
    }

    double see(double value) {
        return value == centre ? 0 : arsinh((value - centre) / scatter);
    }

    private static double arsinh(double x) {
        double size = Math.min(Math.abs(x), LARGEST);
        double root = Math.sqrt(size * size + 1);
        return Math.copySign(StrictMath.log1p(size + size * (size / (1 + root))), x);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    }
}

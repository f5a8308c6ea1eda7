// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import java.util.Arrays;

/** Some measured values in order. */
final class Percentiles {

    private final double[] ordered;

    Percentiles(double... values) {
        ordered = values.clone();
        Arrays.sort(ordered);
    }

    int count() {
        return ordered.length;
    }

    /**
     * The smallest value that so many of a hundred do not exceed; NaN when there is none.
     *
     * @param percent above 0, up to 100
     */
    double at(double percent) {
        if (ordered.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * ordered.length);
        return ordered[Math.max(1, rank) - 1];
    }

    double max() {
        return at(100);
    }
}

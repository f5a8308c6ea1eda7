// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

/** The last few values and what they have in common; nothing is said before there are enough of them. */
final class Recent {

    private final double[] values;
    private int seen;

    Recent(int length) {
        this.values = new double[length];
    }

    void add(double value) {
        values[seen % values.length] = value;
        // The second lap goes on for ever: the count must not overflow.
        seen = seen + 1 == 2 * values.length ? values.length : seen + 1;
    }

    double mean() {
        if (seen < values.length) {
            return Double.NaN;
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    double deviation() {
        double mean = mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}

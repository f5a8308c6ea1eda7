// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

/**
 * Where values lie and how far they scatter.
 *
 * @param mean their mean
 * @param deviation their standard deviation
 */
record Spread(double mean, double deviation) {

    /** Of the values from one place, inclusive, to another, exclusive; at least one. */
    static Spread of(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        double mean = sum / (to - from);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return new Spread(mean, Math.sqrt(squares / (to - from)));
    }

    /** How many deviations a value is above the mean, 0 when below; without bound where nothing ever scattered. */
    double deviationsAbove(double value) {
        return value <= mean ? 0 : (value - mean) / deviation;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

/** A running mean and the sum of squared distances from it (Welford). */
final class Spread {

    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        double distance = value - mean;
        count++;
        mean += distance / count;
        squares += distance * (value - mean);
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    double squares() {
        return squares;
    }
}

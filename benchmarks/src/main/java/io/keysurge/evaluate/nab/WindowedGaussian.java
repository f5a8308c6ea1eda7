// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.nab;

import java.util.ArrayDeque;
import java.util.Deque;

/** How unlikely a value is under a normal distribution fitted to the last 6,400: the benchmark's own simple detector. */
final class WindowedGaussian implements SeriesDetector {

    private static final int WINDOW = 6_400;
    private static final double NEVER_ZERO = 1e-6;
    private static final double[] COEFFICIENTS = {
        -1.26551223,
        1.00002368,
        0.37409196,
        0.09678418,
        -0.18628806,
        0.27886807,
        -1.13520398,
        1.48851587,
        -0.82215223,
        0.17087277
    };

    private final Deque<Double> window = new ArrayDeque<>();
    private double sum;
    private double squares;

    @Override
    public double score(long epochSeconds, double value) {
        double score = window.isEmpty() ? 0 : 1 - tail(value);
        window.add(value);
        sum += value;
        squares += value * value;
        if (window.size() > WINDOW) {
            double oldest = window.remove();
            sum -= oldest;
            squares -= oldest * oldest;
        }
        return score;
    }

    /** The chance of a value at least as large; of one at least as small it is one less that. */
    private double tail(double value) {
        double mean = sum / window.size();
        double deviation = Math.sqrt(Math.max(0, squares / window.size() - mean * mean));
        double distance = (value - mean) / (deviation == 0 ? NEVER_ZERO : deviation);
        return 0.5 * complementaryError(distance / Math.sqrt(2));
    }

    /** A Chebyshev fit, within 1.2e-7 of the true value, relative to it, everywhere. */
    private static double complementaryError(double x) {
        double t = 1 / (1 + 0.5 * Math.abs(x));
        double series = 0;
        for (int i = COEFFICIENTS.length - 1; i >= 0; i--) {
            series = COEFFICIENTS[i] + t * series;
        }
        double tail = t * Math.exp(-x * x + series);
        return x >= 0 ? tail : 2 - tail;
    }
}

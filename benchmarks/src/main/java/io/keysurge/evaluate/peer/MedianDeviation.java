// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

import java.util.Arrays;
import java.util.List;

/** The z-score's robust sister: distance from the median of the last 24 hours, by the median distance from it. */
final class MedianDeviation implements Peer {

    /** What a median distance is of a normal distribution's standard deviation. */
    private static final double NORMAL = 0.6745;

    @Override
    public double[] scores(double[] buckets) {
        double[] scores = new double[buckets.length];
        for (int i = 1; i < buckets.length; i++) {
            scores[i] = score(Arrays.copyOfRange(buckets, Math.max(0, i - DAY), i), buckets[i]);
        }
        return scores;
    }

    private static double score(double[] before, double value) {
        double median = median(before);
        double[] distances = new double[before.length];
        for (int i = 0; i < before.length; i++) {
            distances[i] = Math.abs(before[i] - median);
        }
        return value <= median ? 0 : NORMAL * (value - median) / median(distances);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("median and MAD of 24 h, 3.5", 3.5));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

import java.util.List;

/**
 * The control chart of an exponentially weighted moving average: how many of the average's own standard deviations it is
 * above the mean of the last seven days.
 */
final class EwmaChart implements Peer {

    /** The textbook's weight of the newest value. */
    private static final double WEIGHT = 0.2;

    private static final double SHRINKING = Math.sqrt(WEIGHT / (2 - WEIGHT));

    @Override
    public double[] scores(double[] buckets) {
        double[] scores = new double[buckets.length];
        double average = buckets.length == 0 ? 0 : buckets[0];
        for (int i = 1; i < buckets.length; i++) {
            average = WEIGHT * buckets[i] + (1 - WEIGHT) * average;
            scores[i] = Spread.of(buckets, Math.max(0, i - WEEK), i).deviationsAbove(average) / SHRINKING;
        }
        return scores;
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("EWMA chart, L 10", 10), new Limit("EWMA chart, L 15", 15));
    }
}

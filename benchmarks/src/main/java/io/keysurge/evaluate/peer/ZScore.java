// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

import java.util.List;

/** Standard deviations above the mean of the last 24 hours. */
final class ZScore implements Peer {

    @Override
    public double[] scores(double[] buckets) {
        double[] scores = new double[buckets.length];
        for (int i = 1; i < buckets.length; i++) {
            scores[i] = Spread.of(buckets, Math.max(0, i - DAY), i).deviationsAbove(buckets[i]);
        }
        return scores;
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("z-score of 24 h, 3 sigma", 3), new Limit("z-score of 24 h, 10 sigma", 10));
    }
}

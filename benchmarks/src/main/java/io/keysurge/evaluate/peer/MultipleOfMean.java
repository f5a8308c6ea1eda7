// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

import java.util.List;

/** So many times the mean of the last 24 hours: the rule that comes to mind first. */
final class MultipleOfMean implements Peer {

    @Override
    public double[] scores(double[] buckets) {
        double[] scores = new double[buckets.length];
        for (int i = 1; i < buckets.length; i++) {
            double mean = Spread.of(buckets, Math.max(0, i - DAY), i).mean();
            scores[i] = buckets[i] == 0 ? 0 : buckets[i] / mean;
        }
        return scores;
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("5x the mean of 24 h", 5));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

import java.util.List;

/** So many times the largest bucket of the last seven days. */
final class TrailingMaximum implements Peer {

    @Override
    public double[] scores(double[] buckets) {
        double[] scores = new double[buckets.length];
        for (int i = 1; i < buckets.length; i++) {
            double largest = 0;
            for (int before = Math.max(0, i - WEEK); before < i; before++) {
                largest = Math.max(largest, buckets[before]);
            }
            scores[i] = buckets[i] == 0 ? 0 : buckets[i] / largest;
        }
        return scores;
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("1.5x the maximum of 7 days", 1.5));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

import java.util.Arrays;
import java.util.List;

/** Standard deviations above the mean of the same hour on the last seven days. */
final class SeasonalZ implements Peer {

    private static final int HOUR = DAY / 24;
    private static final int DAYS = 7;

    @Override
    public double[] scores(double[] buckets) {
        double[] scores = new double[buckets.length];
        for (int hour = DAY; hour < buckets.length; hour += HOUR) {
            double[] before = sameHourBefore(buckets, hour);
            Spread usual = Spread.of(before, 0, before.length);
            for (int i = hour; i < Math.min(hour + HOUR, buckets.length); i++) {
                scores[i] = usual.deviationsAbove(buckets[i]);
            }
        }
        return scores;
    }

    private static double[] sameHourBefore(double[] buckets, int hour) {
        double[] before = new double[DAYS * HOUR];
        int kept = 0;
        for (int day = 1; day <= DAYS && hour - day * DAY >= 0; day++, kept += HOUR) {
            System.arraycopy(buckets, hour - day * DAY, before, kept, HOUR);
        }
        return Arrays.copyOf(before, kept);
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("z-score of the hour of day, 10 sigma", 10));
    }
}

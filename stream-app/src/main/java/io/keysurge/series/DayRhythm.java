// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

/** What each hour of the day usually holds, learned an hour at a time, and how far a value lies outside of it. */
final class DayRhythm {

    private static final int HOURS = 24;
    private static final long SECONDS_PER_HOUR = 3600;
    private static final double SLOWEST_LEARNING = 0.15;

    private final double[] usual = new double[HOURS];
    private final int[] days = new int[HOURS];
    private int hour = -1;
    private double sum;
    private int count;

    /**
     * How far the value lies above (positive) or below (negative) what this hour and its two neighbours usually hold;
     * not a number while one of them is unknown.
     */
    double residual(long epochSeconds, double value) {
        int now = (int) Math.floorMod(Math.floorDiv(epochSeconds, SECONDS_PER_HOUR), (long) HOURS);
        if (now != hour) {
            learnHour();
            hour = now;
        }
        sum += value;
        count++;
        return outside(value);
    }

    private void learnHour() {
        if (count > 0) {
            double step = Math.max(SLOWEST_LEARNING, 1.0 / (days[hour] + 1));
            usual[hour] += (sum / count - usual[hour]) * step;
            days[hour] = Math.min(days[hour] + 1, HOURS);
        }
        sum = 0;
        count = 0;
    }

    private double outside(double value) {
        int before = Math.floorMod(hour - 1, HOURS);
        int after = (hour + 1) % HOURS;
        if (Math.min(days[hour], Math.min(days[before], days[after])) == 0) {
            return Double.NaN;
        }
        double low = Math.min(usual[hour], Math.min(usual[before], usual[after]));
        double high = Math.max(usual[hour], Math.max(usual[before], usual[after]));
        return value > high ? value - high : Math.min(value - low, 0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;

/**
 * What is usual for an identity: the largest of each feature on each of its last {@value #DAYS} active days.
 *
 * <p>It stays the same all day, because a threshold that followed the day's own growth would never see a ramp. What
 * lies more than seven calendar days back counts for less with each day, so that a burst of last month does not hide
 * one of today.
 */
final class Baseline {

    static final int DAYS = 7;

    private static final long MINUTES_PER_HOUR = 60;
    private static final int HOURS_PER_DAY = 24;
    private static final int FRESH_DAYS = 7;
    /** What a value loses for each calendar day beyond the fresh ones: e^0.5 is 1.65. */
    private static final double FADING = 0.5;

    private final short[][] largest = new short[DAYS][Feature.COUNT];
    private final long[] days = new long[DAYS];
    private final int[] hours = new int[DAYS];
    private final short[] today = new short[Feature.COUNT];
    /** The largest value that was looked at today, so that smaller ones need not be; no part of the state. */
    private final double[] largestToday = new double[Feature.COUNT];

    private int hoursToday;
    private int count;
    private int next;

    Baseline() {
        emptyToday();
    }

    private void emptyToday() {
        Arrays.fill(today, Log16.NONE);
        Arrays.fill(largestToday, Double.NEGATIVE_INFINITY);
    }

    /** Active days known, 0 to {@value #DAYS}. */
    int count() {
        return count;
    }

    /** Clock hours with usage on the active days that are known. */
    int knownHours() {
        int known = 0;
        for (int i = 0; i < count; i++) {
            known += Integer.bitCount(hours[i]);
        }
        return known;
    }

    /** Clock hours with usage within the last seven calendar days, today not included. */
    int activeHours(long day) {
        int active = 0;
        for (int i = 0; i < count; i++) {
            active += day - days[i] <= FRESH_DAYS ? Integer.bitCount(hours[i]) : 0;
        }
        return active;
    }

    /**
     * The usual of a feature as a logarithm; negative infinity when it was never measured.
     *
     * @param day the day on which the question is asked, days since 1970
     */
    double usual(Feature feature, long day) {
        double usual = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double known = Log16.unpack(largest[i][feature.index()]);
            usual = Math.max(usual, known - FADING * Math.max(0, day - days[i] - FRESH_DAYS));
        }
        return usual;
    }

    /** The largest of today so far as a logarithm; negative infinity when there is none. */
    double today(Feature feature) {
        return Log16.unpack(today[feature.index()]);
    }

    /**
     * The largest burst that is settled, today's too; in tokens per minute.
     *
     * @param day the day on which the question is asked, days since 1970
     */
    double largestBurst(long day) {
        double log = Math.max(today(Feature.BURST_TOKENS), usual(Feature.BURST_TOKENS, day));
        return log == Double.NEGATIVE_INFINITY ? 0 : Feature.BURST_TOKENS.value(log);
    }

    /** Takes in what can no longer change, as a logarithm. */
    void observe(Feature feature, double log) {
        short seen = Log16.pack(log);
        if (seen > today[feature.index()]) {
            today[feature.index()] = seen;
        }
    }

    /** Takes in what can no longer change, in the feature's unit: most values are no news, and cost no logarithm. */
    void observeValue(Feature feature, double value) {
        if (isNews(feature, value)) {
            largestToday[feature.index()] = value;
            observe(feature, feature.log(value));
        }
    }

    /** Whether {@link #observeValue} of a value could be news. */
    boolean isNews(Feature feature, double value) {
        return value > largestToday[feature.index()];
    }

    /** Notes that the hour of a minute had usage. */
    void observeHour(long minute) {
        hoursToday |= 1 << Math.floorMod(Math.floorDiv(minute, MINUTES_PER_HOUR), HOURS_PER_DAY);
    }

    /**
     * Ends an active day.
     *
     * @param day the day that ends, days since 1970
     * @param usual says the most that may be learned from one day
     */
    void endDay(long day, Usuals usual) {
        for (Feature feature : Feature.values()) {
            int i = feature.index();
            today[i] = (short) Math.min(today[i], Log16.pack(usual.cap(feature)));
        }
        endDay(day);
    }

    /** Ends an active day of which everything may be learned. */
    void endDay(long day) {
        System.arraycopy(today, 0, largest[next], 0, Feature.COUNT);
        emptyToday();
        days[next] = day;
        hours[next] = hoursToday;
        hoursToday = 0;
        next = (next + 1) % DAYS;
        count = Math.min(count + 1, DAYS);
    }

    void write(StateWriter out) {
        out.number(count);
        out.number(next);
        out.number(hoursToday);
        Log16.write(today, out);
        long before = 0;
        for (int i = 0; i < count; i++) {
            out.number(days[i] - before);
            before = days[i];
            out.number(hours[i]);
            Log16.write(largest[i], out);
        }
    }

    static Baseline read(StateReader in) {
        var baseline = new Baseline();
        baseline.count = in.count();
        baseline.next = in.count();
        baseline.hoursToday = in.count();
        Log16.read(baseline.today, in);
        long before = 0;
        for (int i = 0; i < baseline.count; i++) {
            before += in.number();
            baseline.days[i] = before;
            baseline.hours[i] = in.count();
            Log16.read(baseline.largest[i], in);
        }
        return baseline;
    }
}

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

    /** What a day that taught nothing yet has for {@link #today}; shared, and never written to. */
    private static final short[] NOTHING = new short[Feature.COUNT];

    private static final double[] NOT_LOOKED_AT = new double[Feature.COUNT];

    static {
        Arrays.fill(NOTHING, Log16.NONE);
        Arrays.fill(NOT_LOOKED_AT, Double.NEGATIVE_INFINITY);
    }

    private static final Day[] NONE = {};

    /** Grows day by day: most identities of a large fleet are seldom used. */
    private Day[] days = NONE;

    private short[] today = NOTHING;
    /** The largest value that was looked at today, so that smaller ones need not be; no part of the state. */
    private double[] largestToday = NOT_LOOKED_AT;

    private int hoursToday;
    private int next;

    /** What an active day that is over taught. */
    private static final class Day {

        private final long day;
        private final int hours;
        private final short[] largest;

        Day(long day, int hours, short[] largest) {
            this.day = day;
            this.hours = hours;
            this.largest = largest;
        }
    }

    /** Active days known, 0 to {@value #DAYS}. */
    int count() {
        return days.length;
    }

    /** Clock hours with usage on the active days that are known. */
    int knownHours() {
        int known = 0;
        for (Day each : days) {
            known += Integer.bitCount(each.hours);
        }
        return known;
    }

    /** Clock hours with usage within the last seven calendar days, today not included. */
    int activeHours(long day) {
        int active = 0;
        for (Day each : days) {
            active += day - each.day <= FRESH_DAYS ? Integer.bitCount(each.hours) : 0;
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
        for (Day each : days) {
            double known = Log16.unpack(each.largest[feature.index()]);
            usual = Math.max(usual, known - FADING * Math.max(0, day - each.day - FRESH_DAYS));
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
            today = today == NOTHING ? NOTHING.clone() : today;
            today[feature.index()] = seen;
        }
    }

    /** Takes in what can no longer change, in the feature's unit: most values are no news, and cost no logarithm. */
    void observeValue(Feature feature, double value) {
        if (isNews(feature, value)) {
            largestToday = largestToday == NOT_LOOKED_AT ? NOT_LOOKED_AT.clone() : largestToday;
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
        if (today != NOTHING) {
            for (Feature feature : Feature.values()) {
                int i = feature.index();
                today[i] = (short) Math.min(today[i], Log16.pack(usual.cap(feature)));
            }
        }
        endDay(day);
    }

    /** Ends an active day of which everything may be learned. */
    void endDay(long day) {
        if (next == days.length) {
            days = Arrays.copyOf(days, next + 1);
        }
        days[next] = new Day(day, hoursToday, today);
        today = NOTHING;
        largestToday = NOT_LOOKED_AT;
        hoursToday = 0;
        next = (next + 1) % DAYS;
    }

    void write(StateWriter out) {
        out.number(days.length);
        out.number(next);
        out.number(hoursToday);
        Log16.write(today, out);
        long before = 0;
        for (Day each : days) {
            out.number(each.day - before);
            before = each.day;
            out.number(each.hours);
            Log16.write(each.largest, out);
        }
    }

    static Baseline read(StateReader in) {
        var baseline = new Baseline();
        int count = in.count();
        baseline.next = in.count();
        baseline.hoursToday = in.count();
        baseline.today = readDay(in);
        baseline.days = count == 0 ? NONE : new Day[count];
        long before = 0;
        for (int i = 0; i < count; i++) {
            before += in.number();
            baseline.days[i] = new Day(before, in.count(), readDay(in));
        }
        return baseline;
    }

    private static short[] readDay(StateReader in) {
        short[] read = new short[Feature.COUNT];
        Log16.read(read, in);
        return Arrays.equals(read, NOTHING) ? NOTHING : read;
    }
}

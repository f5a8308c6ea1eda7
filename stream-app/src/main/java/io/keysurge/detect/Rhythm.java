// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * How much an identity uses at each hour of the day (UTC): the largest ten minutes, fading by a fourteenth each day.
 *
 * <p>Working days and days off are kept apart. An hour is compared with its own sort of day alone once enough days of
 * that sort were seen, and with both before. A day counts from the next on: it must not make itself usual.
 */
final class Rhythm {

    private static final int HOURS = 24;
    private static final int SORTS = 2;
    private static final int MINUTES_PER_HOUR = 60;
    /** Active days of a sort after which it stands on its own: two weekends, or a week and more of working days. */
    private static final int[] ENOUGH_DAYS = {8, 4};

    /** Rows of hours: one of tokens and one of calls for each sort of day, and those of today. */
    private static final int TOKENS = 0;

    private static final int CALLS = SORTS;
    private static final int TOKENS_TODAY = 2 * SORTS;
    private static final int CALLS_TODAY = TOKENS_TODAY + 1;
    private static final int ROWS = CALLS_TODAY + 1;

    private static final double STEP = 0.07;
    private static final int MOST_STEPS = 254;

    /**
     * One logarithm for each hour of the day and row, above that of no use at all, in steps of which one is lost each
     * day: one byte each without a sign, and what is not known takes no room in the state. Null until the first.
     */
    private byte @Nullable [] steps;

    private int workingDays;
    private int daysOff;

    /**
     * How far a level is above the usual of its hour and the hours beside it, as a logarithm: the lesser of tokens
     * and calls.
     */
    double oddness(long minute, boolean dayOff, double levelTokens, double levelCalls) {
        int sort = dayOff ? 1 : 0;
        return Math.min(
                Feature.LEVEL_TOKENS.log(levelTokens) - usual(TOKENS, sort, minute, Feature.LEVEL_TOKENS),
                Feature.LEVEL_CALLS.log(levelCalls) - usual(CALLS, sort, minute, Feature.LEVEL_CALLS));
    }

    /** The usual tokens a minute of an hour and the hours beside it. */
    double usualTokens(long minute, boolean dayOff) {
        return Feature.LEVEL_TOKENS.value(usual(TOKENS, dayOff ? 1 : 0, minute, Feature.LEVEL_TOKENS));
    }

    private double usual(int rows, int sort, long minute, Feature feature) {
        int hour = hour(minute);
        int largest = around(rows + sort, hour);
        if (days(sort) < ENOUGH_DAYS[sort]) {
            largest = Math.max(largest, around(rows + 1 - sort, hour));
        }
        return feature.logOfNothing() + STEP * largest;
    }

    private int around(int row, int hour) {
        int before = steps(row, (hour + HOURS - 1) % HOURS);
        int after = steps(row, (hour + 1) % HOURS);
        return Math.max(steps(row, hour), Math.max(before, after));
    }

    private int steps(int row, int hour) {
        return steps == null ? 0 : steps[row * HOURS + hour] & 0xFF;
    }

    private int days(int sort) {
        return sort == 0 ? workingDays : daysOff;
    }

    /** Takes in what can no longer change. */
    void observe(long minute, double logTokens, double logCalls) {
        raise(TOKENS_TODAY, hour(minute), logTokens - Feature.LEVEL_TOKENS.logOfNothing());
        raise(CALLS_TODAY, hour(minute), logCalls - Feature.LEVEL_CALLS.logOfNothing());
    }

    private void raise(int row, int hour, double logAbove) {
        double above = Math.min(MOST_STEPS, Math.rint(logAbove / STEP));
        if (above > steps(row, hour)) {
            known()[row * HOURS + hour] = (byte) (int) above;
        }
    }

    private byte[] known() {
        byte[] known = steps;
        if (known == null) {
            known = new byte[ROWS * HOURS];
            steps = known;
        }
        return known;
    }

    /** Ends an active day. */
    void endDay(boolean dayOff) {
        int sort = dayOff ? 1 : 0;
        workingDays += 1 - sort;
        daysOff += sort;
        if (steps != null) {
            fade(steps, TOKENS + sort, TOKENS_TODAY);
            fade(steps, CALLS + sort, CALLS_TODAY);
        }
    }

    /** A row fades, takes the day in, and empties the day. */
    private static void fade(byte[] steps, int row, int today) {
        for (int hour = 0; hour < HOURS; hour++) {
            int faded = Math.max(0, (steps[row * HOURS + hour] & 0xFF) - 1);
            steps[row * HOURS + hour] = (byte) Math.max(faded, steps[today * HOURS + hour] & 0xFF);
            steps[today * HOURS + hour] = 0;
        }
    }

    private static int hour(long minute) {
        return (int) Math.floorMod(Math.floorDiv(minute, MINUTES_PER_HOUR), (long) HOURS);
    }

    void write(StateWriter out) {
        write(TOKENS_TODAY, out);
        write(CALLS_TODAY, out);
        for (int sort = 0; sort < SORTS; sort++) {
            out.number(days(sort));
            write(TOKENS + sort, out);
            write(CALLS + sort, out);
        }
    }

    private void write(int row, StateWriter out) {
        int known = 0;
        for (int hour = 0; steps != null && hour < HOURS; hour++) {
            known |= steps[row * HOURS + hour] == 0 ? 0 : 1 << hour;
        }
        out.number(known);
        for (int rest = known; rest != 0; rest &= rest - 1) {
            out.octet((byte) steps(row, Integer.numberOfTrailingZeros(rest)));
        }
    }

    static Rhythm read(StateReader in) {
        var rhythm = new Rhythm();
        rhythm.read(TOKENS_TODAY, in);
        rhythm.read(CALLS_TODAY, in);
        for (int sort = 0; sort < SORTS; sort++) {
            int days = in.count();
            rhythm.workingDays += sort == 0 ? days : 0;
            rhythm.daysOff += sort == 0 ? 0 : days;
            rhythm.read(TOKENS + sort, in);
            rhythm.read(CALLS + sort, in);
        }
        return rhythm;
    }

    private void read(int row, StateReader in) {
        for (int rest = in.count(); rest != 0; rest &= rest - 1) {
            known()[row * HOURS + Integer.numberOfTrailingZeros(rest)] = in.octet();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;

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

    private final Hours[] tokens = {new Hours(Feature.LEVEL_TOKENS), new Hours(Feature.LEVEL_TOKENS)};
    private final Hours[] calls = {new Hours(Feature.LEVEL_CALLS), new Hours(Feature.LEVEL_CALLS)};
    private final Hours tokensToday = new Hours(Feature.LEVEL_TOKENS);
    private final Hours callsToday = new Hours(Feature.LEVEL_CALLS);
    private final int[] days = new int[SORTS];

    /**
     * How far a level is above the usual of its hour and the hours beside it, as a logarithm: the lesser of tokens
     * and calls.
     */
    double oddness(long minute, boolean dayOff, double levelTokens, double levelCalls) {
        int sort = dayOff ? 1 : 0;
        return Math.min(
                Feature.LEVEL_TOKENS.log(levelTokens) - usual(tokens, sort, minute),
                Feature.LEVEL_CALLS.log(levelCalls) - usual(calls, sort, minute));
    }

    /** The usual tokens a minute of an hour and the hours beside it. */
    double usualTokens(long minute, boolean dayOff) {
        return Feature.LEVEL_TOKENS.value(usual(tokens, dayOff ? 1 : 0, minute));
    }

    private double usual(Hours[] hours, int sort, long minute) {
        int hour = hour(minute);
        double largest = hours[sort].around(hour);
        if (days[sort] < ENOUGH_DAYS[sort]) {
            largest = Math.max(largest, hours[1 - sort].around(hour));
        }
        return largest;
    }

    /** Takes in what can no longer change. */
    void observe(long minute, double logTokens, double logCalls) {
        tokensToday.raise(hour(minute), logTokens);
        callsToday.raise(hour(minute), logCalls);
    }

    /** Ends an active day. */
    void endDay(boolean dayOff) {
        int sort = dayOff ? 1 : 0;
        days[sort]++;
        tokens[sort].fadeInto(tokensToday);
        calls[sort].fadeInto(callsToday);
    }

    private static int hour(long minute) {
        return (int) Math.floorMod(Math.floorDiv(minute, MINUTES_PER_HOUR), (long) HOURS);
    }

    void write(StateWriter out) {
        tokensToday.write(out);
        callsToday.write(out);
        for (int sort = 0; sort < SORTS; sort++) {
            out.number(days[sort]);
            tokens[sort].write(out);
            calls[sort].write(out);
        }
    }

    static Rhythm read(StateReader in) {
        var rhythm = new Rhythm();
        rhythm.tokensToday.read(in);
        rhythm.callsToday.read(in);
        for (int sort = 0; sort < SORTS; sort++) {
            rhythm.days[sort] = in.count();
            rhythm.tokens[sort].read(in);
            rhythm.calls[sort].read(in);
        }
        return rhythm;
    }

    /**
     * One logarithm for each hour of the day, above that of no use at all, in steps of which one is lost each day: one
     * byte each, and what is not known takes no room in the state.
     */
    private static final class Hours {
        private static final double STEP = 0.07;
        private static final int MOST_STEPS = 254;

        private final double lowest;
        private final short[] steps = new short[HOURS];

        Hours(Feature feature) {
            lowest = feature.log(0);
        }

        double around(int hour) {
            short before = steps[(hour + HOURS - 1) % HOURS];
            short after = steps[(hour + 1) % HOURS];
            return lowest + STEP * Math.max(steps[hour], Math.max(before, after));
        }

        void raise(int hour, double log) {
            double above = Math.rint((log - lowest) / STEP);
            steps[hour] = (short) Math.max(steps[hour], Math.min(MOST_STEPS, above));
        }

        /** Fades, takes the day in, and empties the day. */
        void fadeInto(Hours day) {
            for (int hour = 0; hour < HOURS; hour++) {
                steps[hour] = (short) Math.max(Math.max(0, steps[hour] - 1), day.steps[hour]);
            }
            Arrays.fill(day.steps, (short) 0);
        }

        void write(StateWriter out) {
            int known = 0;
            for (int hour = 0; hour < HOURS; hour++) {
                known |= steps[hour] <= 0 ? 0 : 1 << hour;
            }
            out.number(known);
            for (int hour = 0; hour < HOURS; hour++) {
                if (steps[hour] > 0) {
                    out.octet((byte) steps[hour]);
                }
            }
        }

        void read(StateReader in) {
            int known = in.count();
            for (int hour = 0; hour < HOURS; hour++) {
                steps[hour] = (known & (1 << hour)) != 0 ? (short) (in.octet() & 0xFF) : 0;
            }
        }
    }
}

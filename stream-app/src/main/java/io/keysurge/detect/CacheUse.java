// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;

/**
 * How much of an identity's input the provider's cache does not know. Who sends the same long prompts over and over
 * has most of them cached; somebody else's prompts behind the same key are not.
 *
 * <p>Begins with the first call that found something in a cache: identities whose calls never do have none.
 */
final class CacheUse {

    private static final int DAYS = 7;
    /** Added to both sides of a comparison, in per cent, so that next to nothing has no large ratios. */
    private static final double REST = 5;
    /** What one day may add to the usual, as for tokens per call. */
    private static final double LESSON = 0.9;

    private static final int ALL = 100;
    private static final short[] NO_DAYS = {};

    /** By minute, modulo its length: grows with what there is to remember, since most identities are seldom used. */
    private long[] cached = new long[MinuteRing.FEWEST_SLOTS];
    /** No minute before it has any, of those that are remembered. */
    private long begun;

    private final Shape lately;
    /** Of the last active days, in turn. */
    private short[] largest = NO_DAYS;

    private long newest;
    private long since;
    private short today = Log16.NONE;
    private int next;

    /** Begins with the first event that counts. */
    CacheUse(Usage first) {
        newest = first.minute();
        since = first.minute();
        begun = first.minute();
        lately = new Shape(1);
    }

    /** Whether an event's calls found something in a cache. */
    static boolean isShownBy(Usage usage) {
        return usage.consumed() && usage.cachedTokens() > 0;
    }

    /**
     * Takes one event in.
     *
     * @param now the identity's clock, minutes since 1970; the event's own minute may lie behind it
     */
    void add(Usage usage, long now) {
        advanceTo(now);
        if (isShownBy(usage)) {
            since = Math.min(since, usage.minute());
            begun = Math.min(begun, usage.minute());
            makeRoomUntil(newest);
            int slot = slot(usage.minute());
            cached[slot] = MinuteRing.saturatingAdd(cached[slot], usage.cachedTokens());
        }
    }

    private void advanceTo(long now) {
        if (now <= newest) {
            return;
        }
        begun = now - newest >= MinuteRing.MINUTES ? now : Math.max(begun, now - MinuteRing.MINUTES + 1);
        makeRoomUntil(now);
        for (long minute = Math.max(newest + 1, now - cached.length + 1); minute <= now; minute++) {
            cached[slot(minute)] = 0;
        }
        newest = now;
    }

    /** Room for every minute from the first that has any. */
    private void makeRoomUntil(long last) {
        if (last - begun < cached.length) {
            return;
        }
        long[] narrow = cached;
        cached = new long[MinuteRing.slotsFor(begun, last)];
        for (long minute = newest - narrow.length + 1; minute <= newest; minute++) {
            cached[slot(minute)] = narrow[(int) (minute & (narrow.length - 1))];
        }
    }

    /** What a share is compared as. */
    static double log(double percent) {
        return Ln.of(percent + REST);
    }

    /** What {@link #log} makes of a share, undone. */
    static double value(double log) {
        return Math.max(0, StrictMath.exp(log) - REST);
    }

    /** The part of a half hour's input that no cache knew, 0 to 100. */
    double uncached(long minute, HalfHour halfHour) {
        double input = Math.max(1, halfHour.input());
        return ALL * Math.max(0, input - cachedWithin(minute)) / input;
    }

    private int slot(long minute) {
        return (int) (minute & (cached.length - 1));
    }

    private double cachedWithin(long last) {
        double sum = 0;
        long first = Math.max(last - HalfHour.MINUTES, newest - cached.length) + 1;
        for (long minute = first; minute <= Math.min(last, newest); minute++) {
            sum += cached[slot(minute)];
        }
        return sum;
    }

    /** Active days on which the share was known, 0 to {@value #DAYS}. */
    int days() {
        return largest.length;
    }

    /** The largest share of the known days as a logarithm. */
    double usual() {
        short most = Log16.NONE;
        for (short each : largest) {
            most = (short) Math.max(most, each);
        }
        return Log16.unpack(most);
    }

    /** The largest share of the six hours before as a logarithm; negative infinity when it is not known. */
    double before(long minute) {
        return lately.before(0, minute);
    }

    /** Takes in the half hour that ends with a minute that is over. */
    void observe(long minute, HalfHour halfHour) {
        if (isWhole(minute)) {
            lately.observe(minute, log(uncached(minute, halfHour)));
        }
    }

    /** Takes in the half hour that ends with a minute that can no longer change. */
    void learn(long minute, HalfHour halfHour) {
        if (isWhole(minute)) {
            today = (short) Math.max(today, Log16.pack(log(uncached(minute, halfHour))));
        }
    }

    /** Before the first call that used a cache there was none to miss. */
    private boolean isWhole(long minute) {
        return minute - since >= HalfHour.MINUTES;
    }

    /** Ends an active day; on one without enough calls nothing was learned. */
    void endDay(int warmUpDays) {
        if (today == Log16.NONE) {
            return;
        }
        double cap = days() < warmUpDays ? Double.POSITIVE_INFINITY : usual() + LESSON;
        if (next == largest.length) {
            largest = Arrays.copyOf(largest, next + 1);
        }
        largest[next] = (short) Math.min(today, Log16.pack(cap));
        today = Log16.NONE;
        next = (next + 1) % DAYS;
    }

    void write(StateWriter out) {
        out.number(newest);
        out.number(newest - since);
        long used = used();
        out.bits(used);
        for (long rest = used; rest != 0; rest &= rest - 1) {
            out.number(cached[slot(MinuteRingLayout.minuteAt(Long.numberOfTrailingZeros(rest), newest))]);
        }
        lately.write(out);
        out.brief(today);
        out.number(largest.length);
        out.number(next);
        Log16.write(largest, out);
    }

    /** Minutes that have any: one bit each, in the place that they have among {@value MinuteRing#MINUTES}. */
    private long used() {
        long used = 0;
        for (long minute = newest - cached.length + 1; minute <= newest; minute++) {
            used |= cached[slot(minute)] == 0 ? 0 : 1L << minute;
        }
        return used;
    }

    /** Puts together what {@link #write} took apart. */
    CacheUse(StateReader in) {
        newest = in.number();
        since = newest - in.number();
        long used = in.bits();
        begun = newest;
        for (long rest = used; rest != 0; rest &= rest - 1) {
            begun = Math.min(begun, MinuteRingLayout.minuteAt(Long.numberOfTrailingZeros(rest), newest));
        }
        cached = new long[MinuteRing.slotsFor(begun, newest)];
        for (long rest = used; rest != 0; rest &= rest - 1) {
            cached[slot(MinuteRingLayout.minuteAt(Long.numberOfTrailingZeros(rest), newest))] = in.number();
        }
        lately = Shape.read(1, in);
        today = in.brief();
        int count = in.count();
        next = in.count();
        largest = count == 0 ? NO_DAYS : new short[count];
        Log16.read(largest, in);
    }
}

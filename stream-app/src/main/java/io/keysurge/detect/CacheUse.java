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

    private final long[] cached = new long[MinuteRing.MINUTES];
    private final Shape lately;
    private final short[] largest = new short[DAYS];
    private long newest;
    private long since;
    private short today = Log16.NONE;
    private int count;
    private int next;

    /** Begins with the first event that counts. */
    CacheUse(Usage first) {
        newest = first.minute();
        since = first.minute();
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
        for (long minute = Math.max(newest + 1, now - MinuteRing.MINUTES + 1); minute <= now; minute++) {
            cached[slot(minute)] = 0;
        }
        newest = Math.max(newest, now);
        if (isShownBy(usage)) {
            since = Math.min(since, usage.minute());
            int slot = slot(usage.minute());
            cached[slot] = MinuteRing.saturatingAdd(cached[slot], usage.cachedTokens());
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

    private static int slot(long minute) {
        return (int) (minute & (MinuteRing.MINUTES - 1));
    }

    private double cachedWithin(long last) {
        double sum = 0;
        long first = Math.max(last - HalfHour.MINUTES, newest - MinuteRing.MINUTES) + 1;
        for (long minute = first; minute <= last; minute++) {
            sum += cached[slot(minute)];
        }
        return sum;
    }

    /** Active days on which the share was known, 0 to {@value #DAYS}. */
    int days() {
        return count;
    }

    /** The largest share of the known days as a logarithm. */
    double usual() {
        short most = Log16.NONE;
        for (int i = 0; i < count; i++) {
            most = (short) Math.max(most, largest[i]);
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
        double cap = count < warmUpDays ? Double.POSITIVE_INFINITY : usual() + LESSON;
        largest[next] = (short) Math.min(today, Log16.pack(cap));
        today = Log16.NONE;
        next = (next + 1) % DAYS;
        count = Math.min(count + 1, DAYS);
    }

    void write(StateWriter out) {
        out.number(newest);
        out.number(newest - since);
        out.bits(used());
        for (long each : cached) {
            if (each != 0) {
                out.number(each);
            }
        }
        lately.write(out);
        out.brief(today);
        out.number(count);
        out.number(next);
        Log16.write(Arrays.copyOf(largest, count), out);
    }

    private long used() {
        long used = 0;
        for (int slot = 0; slot < cached.length; slot++) {
            used |= cached[slot] == 0 ? 0 : 1L << slot;
        }
        return used;
    }

    /** Puts together what {@link #write} took apart. */
    CacheUse(StateReader in) {
        newest = in.number();
        since = newest - in.number();
        long used = in.bits();
        for (int slot = 0; slot < cached.length; slot++) {
            cached[slot] = (used & (1L << slot)) == 0 ? 0 : in.number();
        }
        lately = Shape.read(1, in);
        today = in.brief();
        count = in.count();
        next = in.count();
        for (int i = 0; i < count; i++) {
            largest[i] = in.brief();
        }
    }
}

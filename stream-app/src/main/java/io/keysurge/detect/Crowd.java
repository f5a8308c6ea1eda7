// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;

/**
 * About how many different names were in use in a clock hour, when they are more than can be remembered by name.
 *
 * <p>Linear counting (Whang, Vander-Zanden and Taylor, 1990): each name sets one of {@value #BITS} bits, and the share of
 * bits left unset tells how many there were; within some 5 % up to a few hundred names, saturating at about
 * {@value #MOST}. The order of names does not matter, which the running estimators of richer sketches cannot promise.
 */
final class Crowd {

    private static final int BITS = 256;
    private static final int MOST = 1_420;
    private static final int WORDS = BITS / Long.SIZE;
    private static final int MINUTES_PER_HOUR = 60;

    /** Shared, and never written to: few identities have a crowd. */
    private static final long[] NOBODY = new long[WORDS];

    private long[] now = NOBODY;
    private long[] before = NOBODY;
    private long hour;

    /** True until the first name is noted. */
    boolean isEmpty() {
        return hour == 0;
    }

    void note(String name, long minute) {
        if (now == NOBODY) {
            now = new long[WORDS];
            before = new long[WORDS];
        }
        long at = minute / MINUTES_PER_HOUR;
        if (at > hour) {
            System.arraycopy(now, 0, before, 0, WORDS);
            if (at > hour + 1) {
                Arrays.fill(before, 0);
            }
            Arrays.fill(now, 0);
            hour = at;
        }
        if (at < hour - 1) {
            return;
        }
        long[] bits = at == hour ? now : before;
        int bit = (int) (RecentEvents.hash(name) & (BITS - 1));
        bits[bit / Long.SIZE] |= 1L << bit;
    }

    /** How many names were in use in the clock hour of a minute, as far as it is remembered; about. */
    int estimate(long minute) {
        long at = minute / MINUTES_PER_HOUR;
        if (at == hour) {
            return estimate(now);
        }
        return at == hour - 1 ? estimate(before) : 0;
    }

    private static int estimate(long[] bits) {
        int set = 0;
        for (long word : bits) {
            set += Long.bitCount(word);
        }
        return set == BITS ? MOST : (int) Math.rint(-BITS * Ln.of(1 - (double) set / BITS));
    }

    void write(StateWriter out) {
        out.number(hour);
        if (hour > 0) {
            for (int i = 0; i < WORDS; i++) {
                out.bits(now[i]);
                out.bits(before[i]);
            }
        }
    }

    static Crowd read(StateReader in) {
        var crowd = new Crowd();
        crowd.hour = in.number();
        if (crowd.hour > 0) {
            crowd.now = new long[WORDS];
            crowd.before = new long[WORDS];
            for (int i = 0; i < WORDS; i++) {
                crowd.now[i] = in.bits();
                crowd.before[i] = in.bits();
            }
        }
        return crowd;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;

/**
 * Tokens per minute of the last {@value #MINUTES} minutes of one identity's event time, and where in the log each
 * minute began.
 */
final class MinuteRing {

    static final int MINUTES = 64;

    private static final int MASK = MINUTES - 1;
    private static final long NO_OFFSET = -1;

    private final long[] input = new long[MINUTES];
    private final long[] output = new long[MINUTES];
    private final long[] firstOffset = new long[MINUTES];
    private long newest;
    private boolean started;

    MinuteRing() {
        Arrays.fill(firstOffset, NO_OFFSET);
    }

    boolean started() {
        return started;
    }

    /** The newest minute seen: the identity's own clock. */
    long newest() {
        return newest;
    }

    boolean holds(long minute) {
        return started && minute <= newest && minute > newest - MINUTES;
    }

    void advanceTo(long minute) {
        if (!started) {
            started = true;
            newest = minute;
            return;
        }
        long from = Math.max(newest + 1, minute - MINUTES + 1);
        for (long m = from; m <= minute; m++) {
            int slot = slot(m);
            input[slot] = 0;
            output[slot] = 0;
            firstOffset[slot] = NO_OFFSET;
        }
        newest = Math.max(newest, minute);
    }

    void add(Usage usage) {
        int slot = slot(usage.minute());
        if (usage.consumed()) {
            input[slot] = saturatingAdd(input[slot], usage.inputTokens());
            output[slot] = saturatingAdd(output[slot], usage.outputTokens());
        }
        if (firstOffset[slot] == NO_OFFSET) {
            firstOffset[slot] = usage.position().offset();
        }
    }

    long tokens(long minute) {
        return holds(minute) ? saturatingAdd(input[slot(minute)], output[slot(minute)]) : 0;
    }

    long tokens(long first, long last) {
        long sum = 0;
        for (long m = first; m <= last; m++) {
            sum = saturatingAdd(sum, tokens(m));
        }
        return sum;
    }

    long inputTokens(long first, long last) {
        long sum = 0;
        for (long m = first; m <= last; m++) {
            sum = saturatingAdd(sum, holds(m) ? input[slot(m)] : 0);
        }
        return sum;
    }

    /** Offset of the first event of the span, or {@code otherwise} when it has none. */
    long firstOffset(long first, long last, long otherwise) {
        for (long m = first; m <= last; m++) {
            if (holds(m) && firstOffset[slot(m)] != NO_OFFSET) {
                return firstOffset[slot(m)];
            }
        }
        return otherwise;
    }

    void write(StateWriter out) {
        out.number(started ? 1 : 0);
        out.number(newest);
        long used = 0;
        for (int slot = 0; slot < MINUTES; slot++) {
            used |= firstOffset[slot] == NO_OFFSET ? 0 : 1L << slot;
        }
        out.bits(used);
        long before = 0;
        for (int slot = 0; slot < MINUTES; slot++) {
            if (firstOffset[slot] != NO_OFFSET) {
                out.number(input[slot]);
                out.number(output[slot]);
                out.number(firstOffset[slot] - before);
                before = firstOffset[slot];
            }
        }
    }

    static MinuteRing read(StateReader in) {
        var ring = new MinuteRing();
        ring.started = in.number() == 1;
        ring.newest = in.number();
        long used = in.bits();
        long before = 0;
        for (int slot = 0; slot < MINUTES; slot++) {
            if ((used & (1L << slot)) != 0) {
                ring.input[slot] = in.number();
                ring.output[slot] = in.number();
                ring.firstOffset[slot] = before + in.number();
                before = ring.firstOffset[slot];
            }
        }
        return ring;
    }

    /** A sum that stays at the largest long instead of turning negative. */
    static long saturatingAdd(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static int slot(long minute) {
        return (int) (minute & MASK);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;

/**
 * Tokens and calls per minute of the last {@value #MINUTES} minutes of one identity's event time, calls that were
 * refused apart, and where in the log each minute began.
 */
final class MinuteRing {

    static final int MINUTES = 64;

    private static final int MASK = MINUTES - 1;
    private static final long NO_OFFSET = -1;
    /** The most that is counted of one sort in one minute: sums of an hour still fit, and are exact in doubles. */
    private static final long MOST = 70_000_000_000_000L;

    private final long[] input = new long[MINUTES];
    private final long[] output = new long[MINUTES];
    /** Input and output together; follows from them. */
    private final long[] totals = new long[MINUTES];

    private final long[] calls = new long[MINUTES];
    private final long[] refused = new long[MINUTES];
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
            totals[slot] = 0;
            calls[slot] = 0;
            refused[slot] = 0;
            firstOffset[slot] = NO_OFFSET;
        }
        newest = Math.max(newest, minute);
    }

    void add(Usage usage) {
        int slot = slot(usage.minute());
        if (usage.consumed()) {
            input[slot] = cappedAdd(input[slot], usage.inputTokens());
            output[slot] = cappedAdd(output[slot], usage.outputTokens());
            totals[slot] = input[slot] + output[slot];
        }
        calls[slot] = cappedAdd(calls[slot], usage.countedCalls());
        refused[slot] = cappedAdd(refused[slot], usage.refusedCalls());
        if (firstOffset[slot] == NO_OFFSET) {
            firstOffset[slot] = usage.position().offset();
        }
    }

    long tokens(long minute) {
        return holds(minute) ? totals[slot(minute)] : 0;
    }

    long tokens(long first, long last) {
        return sum(totals, first, last);
    }

    long calls(long minute) {
        return holds(minute) ? calls[slot(minute)] : 0;
    }

    long calls(long first, long last) {
        return sum(calls, first, last);
    }

    long refused(long first, long last) {
        return sum(refused, first, last);
    }

    long outputTokens(long first, long last) {
        return sum(output, first, last);
    }

    long inputTokens(long first, long last) {
        return sum(input, first, last);
    }

    private long sum(long[] values, long first, long last) {
        long begin = Math.max(first, newest - MINUTES + 1);
        long end = Math.min(last, newest);
        return started && begin <= end ? sumOf(values, slot(begin), (int) (end - begin) + 1) : 0;
    }

    /** The sum of so many slots in a row, at most all. Two plain loops: the compiler turns them into few instructions. */
    static long sumOf(long[] values, int slot, int count) {
        int end = slot + count;
        long sum = 0;
        for (int i = slot; i < Math.min(end, MINUTES); i++) {
            sum += values[i];
        }
        for (int i = 0; i < end - MINUTES; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** How many minutes are held, from one that is and backwards; at most so many. */
    int held(long minute, int most) {
        return (int) Math.max(0, Math.min(most, minute - newest + MINUTES));
    }

    /** Tokens by slot, for those who read many at once; see {@link #slot}. */
    long[] tokensBySlot() {
        return totals;
    }

    /** Calls by slot. */
    long[] callsBySlot() {
        return calls;
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
        long failing = 0;
        for (int slot = 0; slot < MINUTES; slot++) {
            failing |= refused[slot] == 0 ? 0 : 1L << slot;
        }
        out.number(failing);
        long before = 0;
        for (int slot = 0; slot < MINUTES; slot++) {
            if (firstOffset[slot] != NO_OFFSET) {
                out.number(input[slot]);
                out.number(output[slot]);
                out.number(calls[slot]);
                if (refused[slot] != 0) {
                    out.number(refused[slot]);
                }
                out.number(firstOffset[slot] - before);
                before = firstOffset[slot];
            }
        }
    }

    /** Reads no more than the newest minute of a ring, which every layout begins with. */
    static long readNewest(StateReader in) {
        in.number();
        return in.number();
    }

    static MinuteRing read(StateReader in) {
        return read(in, true);
    }

    /** Reads what was written before calls were counted. */
    static MinuteRing readFirstLayout(StateReader in) {
        return read(in, false);
    }

    private static MinuteRing read(StateReader in, boolean withCalls) {
        var ring = new MinuteRing();
        ring.started = in.number() == 1;
        ring.newest = in.number();
        long used = in.bits();
        long failing = withCalls ? in.number() : 0;
        long before = 0;
        for (int slot = 0; slot < MINUTES; slot++) {
            if ((used & (1L << slot)) != 0) {
                ring.input[slot] = in.number();
                ring.output[slot] = in.number();
                ring.totals[slot] = ring.input[slot] + ring.output[slot];
                if (withCalls) {
                    ring.calls[slot] = in.number();
                    ring.refused[slot] = (failing & (1L << slot)) != 0 ? in.number() : 0;
                }
                ring.firstOffset[slot] = before + in.number();
                before = ring.firstOffset[slot];
            }
        }
        return ring;
    }

    private static long cappedAdd(long a, long b) {
        return Math.min(MOST, a + b);
    }

    /** A sum that stays at the largest long instead of turning negative. */
    static long saturatingAdd(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Where a minute that is held lies; one minute back is one slot back, modulo {@value #MINUTES}. */
    static int slot(long minute) {
        return (int) (minute & MASK);
    }
}

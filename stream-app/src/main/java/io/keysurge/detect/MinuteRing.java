// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and calls per minute of the last {@value #MINUTES} minutes of one identity's event time, calls that were
 * refused apart, and where in the log each minute began.
 *
 * <p>Has slots for as many minutes as lie between the first of them that was used and the newest, rounded up to a power
 * of two: most of a million identities are used a few times and never again.
 */
final class MinuteRing {

    static final int MINUTES = 64;

    static final int FEWEST_SLOTS = 2;
    static final long NO_OFFSET = -1;
    /** The most that is counted of one sort in one minute: sums of an hour still fit, and are exact in doubles. */
    private static final long MOST = 70_000_000_000_000L;

    long[] input;
    long[] output;
    /** Input and output together; follows from them. */
    long[] totals;

    long[] calls;
    /** Null while no call was refused. */
    long @Nullable [] refused;

    long[] firstOffset;
    long newest;
    /** No minute before it was used, of those that are held. */
    long begun;

    boolean started;

    MinuteRing() {
        this(FEWEST_SLOTS);
    }

    MinuteRing(int slots) {
        input = new long[slots];
        output = new long[slots];
        totals = new long[slots];
        calls = new long[slots];
        firstOffset = new long[slots];
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
        return started && minute <= newest && minute > newest - slots();
    }

    /** Minutes that there is room for: a power of two, at most {@value #MINUTES}. */
    int slots() {
        return input.length;
    }

    void advanceTo(long minute) {
        if (!started) {
            started = true;
            newest = minute;
            begun = minute;
            return;
        }
        if (minute <= newest) {
            return;
        }
        begun = minute - newest >= MINUTES ? minute : Math.max(begun, minute - MINUTES + 1);
        makeRoomFrom(begun, minute);
        for (long m = Math.max(newest + 1, minute - slots() + 1); m <= minute; m++) {
            clear(slot(m));
        }
        newest = minute;
    }

    private void clear(int slot) {
        input[slot] = 0;
        output[slot] = 0;
        totals[slot] = 0;
        calls[slot] = 0;
        firstOffset[slot] = NO_OFFSET;
        if (refused != null) {
            refused[slot] = 0;
        }
    }

    /** Adds to a minute, at most {@value #MINUTES} back. */
    void add(Usage usage) {
        begun = Math.min(begun, usage.minute());
        makeRoomFrom(begun, newest);
        int slot = slot(usage.minute());
        if (usage.consumed()) {
            input[slot] = cappedAdd(input[slot], usage.inputTokens());
            output[slot] = cappedAdd(output[slot], usage.outputTokens());
            totals[slot] = input[slot] + output[slot];
        }
        calls[slot] = cappedAdd(calls[slot], usage.countedCalls());
        if (usage.refusedCalls() > 0) {
            refuse(slot, usage.refusedCalls());
        }
        if (firstOffset[slot] == NO_OFFSET) {
            firstOffset[slot] = usage.position().offset();
        }
    }

    void refuse(int slot, long more) {
        if (refused == null) {
            refused = new long[slots()];
        }
        refused[slot] = cappedAdd(refused[slot], more);
    }

    /** Slots for so many minutes at least, and the same in them. */
    private void makeRoomFrom(long first, long last) {
        if (last - first < slots()) {
            return;
        }
        var wider = new MinuteRing(slotsFor(first, last));
        if (refused != null) {
            wider.refused = new long[wider.slots()];
        }
        for (long minute = newest - slots() + 1; minute <= newest; minute++) {
            int from = slot(minute);
            int to = wider.slot(minute);
            wider.input[to] = input[from];
            wider.output[to] = output[from];
            wider.totals[to] = totals[from];
            wider.calls[to] = calls[from];
            wider.firstOffset[to] = firstOffset[from];
            if (refused != null && wider.refused != null) {
                wider.refused[to] = refused[from];
            }
        }
        input = wider.input;
        output = wider.output;
        totals = wider.totals;
        calls = wider.calls;
        refused = wider.refused;
        firstOffset = wider.firstOffset;
    }

    static int slotsFor(long first, long last) {
        int slots = FEWEST_SLOTS;
        while (slots < MINUTES && last - first >= slots) {
            slots *= 2;
        }
        return slots;
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
        return refused == null ? 0 : sum(refused, first, last);
    }

    long outputTokens(long first, long last) {
        return sum(output, first, last);
    }

    long inputTokens(long first, long last) {
        return sum(input, first, last);
    }

    private long sum(long[] values, long first, long last) {
        long begin = Math.max(first, newest - slots() + 1);
        long end = Math.min(last, newest);
        return started && begin <= end ? sumOf(values, slot(begin), (int) (end - begin) + 1) : 0;
    }

    /** The sum of so many slots in a row, at most all. Two plain loops: the compiler turns them into few instructions. */
    static long sumOf(long[] values, int slot, int count) {
        int end = slot + count;
        long sum = 0;
        for (int i = slot; i < Math.min(end, values.length); i++) {
            sum += values[i];
        }
        for (int i = 0; i < end - values.length; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** How many minutes are held, from one that is and backwards; at most so many. Before them was nothing. */
    int held(long minute, int most) {
        return (int) Math.max(0, Math.min(most, minute - newest + slots()));
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
        MinuteRingLayout.write(this, out);
    }

    /** Reads no more than the newest minute of a ring, which every layout begins with. */
    static long readNewest(StateReader in) {
        in.number();
        return in.number();
    }

    static MinuteRing read(StateReader in) {
        return MinuteRingLayout.read(in, true);
    }

    /** Reads what was written before calls were counted. */
    static MinuteRing readFirstLayout(StateReader in) {
        return MinuteRingLayout.read(in, false);
    }

    private static long cappedAdd(long a, long b) {
        return Math.min(MOST, a + b);
    }

    /** A sum that stays at the largest long instead of turning negative. */
    static long saturatingAdd(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Where a minute that is held lies; one minute back is one slot back, modulo the number of slots. */
    int slot(long minute) {
        return (int) (minute & (input.length - 1));
    }
}

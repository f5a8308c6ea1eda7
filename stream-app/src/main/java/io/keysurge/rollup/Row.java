// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.rollup.Consumption.Account;
import io.keysurge.rollup.HourOfSpend.Added;
import io.keysurge.rollup.HourOfSpend.Sums;
import io.keysurge.rollup.HourOfSpend.WithoutCost;
import java.util.Arrays;

/** One hour on one account, growing. */
final class Row {

    private static final int CALLS = 0;
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int COST = 3;
    /** What is told apart as new: the first of the sums. */
    private static final int TOLD = 4;

    private static final int CACHE_READ = 4;
    private static final int CACHE_WRITE = 5;
    private static final int REASONING = 6;
    private static final int STATED = 7;
    private static final int STATED_CALLS = 8;
    private static final int INPUT_WITHOUT = 9;
    private static final int OUTPUT_WITHOUT = 10;
    private static final int CACHE_READ_WITHOUT = 11;
    private static final int CACHE_WRITE_WITHOUT = 12;
    private static final int ALL = 13;

    private static final int ALL_STATED = 1 << 13;
    private static final int UNTOLD = 1 << 14;
    private static final int PARTLY_TOLD = 1 << 15;

    private final long hour;
    private Account account;
    private final int partition;
    private final long offset;
    private final long[] sums = new long[ALL];
    /** Shared, and never written to. */
    private static final long[] NOTHING = new long[TOLD];

    private long[] told = NOTHING;
    private boolean untold;

    /** A row that begins with an event, which is yet to be added. */
    Row(Consumption first) {
        this(first.hour(), first.account(), first.partition(), first.offset());
    }

    private Row(long hour, Account account, int partition, long offset) {
        this.hour = hour;
        this.account = account;
        this.partition = partition;
        this.offset = offset;
    }

    long hour() {
        return hour;
    }

    Account account() {
        return account;
    }

    boolean isUntold() {
        return untold;
    }

    /** Whether an event belongs here that brings the very account. */
    @SuppressWarnings("ReferenceEquality")
    boolean takesAtOnce(Consumption more) {
        return account == more.account() && hour == more.hour() && hasRoomFor(more);
    }

    /** Whether an event belongs here. */
    boolean takes(Consumption more) {
        return hour == more.hour() && Names.same(account, more.account()) && hasRoomFor(more);
    }

    /** Whether sums still fit: costs have no bound but a long's. */
    private boolean hasRoomFor(Consumption more) {
        return sums[COST] <= Long.MAX_VALUE - Math.max(0, more.costNanos())
                && sums[INPUT] <= Long.MAX_VALUE - more.inputTokens()
                && sums[OUTPUT] <= Long.MAX_VALUE - more.outputTokens()
                && sums[CALLS] <= Long.MAX_VALUE - more.calls();
    }

    void add(Consumption more) {
        untold = true;
        takeOver(more.account());
        sums[CALLS] += more.calls();
        sums[INPUT] += more.inputTokens();
        sums[OUTPUT] += more.outputTokens();
        sums[COST] += Math.max(0, more.costNanos());
        sums[CACHE_READ] += more.cacheReadTokens();
        sums[CACHE_WRITE] += more.cacheWriteTokens();
        sums[REASONING] += more.reasoningTokens();
        if (more.stated()) {
            sums[STATED] += more.costNanos();
            sums[STATED_CALLS] += more.calls();
        } else {
            sums[INPUT_WITHOUT] += more.inputTokens();
            sums[OUTPUT_WITHOUT] += more.outputTokens();
            sums[CACHE_READ_WITHOUT] += more.cacheReadTokens();
            sums[CACHE_WRITE_WITHOUT] += more.cacheWriteTokens();
        }
    }

    /** The next event will bring this one. Written only where it changes, which the collector would have to follow. */
    @SuppressWarnings("ReferenceEquality")
    private void takeOver(Account same) {
        if (account != same) {
            account = same;
        }
    }

    /** What it is now; from now on it is told. */
    HourOfSpend tell() {
        var added = new Added(
                sums[CALLS] - told[CALLS],
                sums[INPUT] - told[INPUT],
                sums[OUTPUT] - told[OUTPUT],
                sums[COST] - told[COST]);
        markTold();
        return new HourOfSpend(hour, account, partition + "-" + offset, partition, offset, sums(), added);
    }

    private void markTold() {
        told = Arrays.copyOf(sums, TOLD);
        untold = false;
    }

    private Sums sums() {
        return new Sums(
                sums[CALLS],
                sums[INPUT],
                sums[OUTPUT],
                sums[CACHE_READ],
                sums[CACHE_WRITE],
                sums[REASONING],
                sums[COST],
                sums[STATED],
                sums[STATED_CALLS],
                new WithoutCost(
                        sums[INPUT_WITHOUT],
                        sums[OUTPUT_WITHOUT],
                        sums[CACHE_READ_WITHOUT],
                        sums[CACHE_WRITE_WITHOUT]));
    }

    /** Most sums of most rows are nothing, or follow from others: a mask says which are there. */
    void write(StateWriter out) {
        boolean allStated = isAllStated();
        boolean partlyTold = untold && told[CALLS] > 0;
        int mask = (allStated ? ALL_STATED : 0) | (untold ? UNTOLD : 0) | (partlyTold ? PARTLY_TOLD : 0);
        for (int i = 0; i < ALL; i++) {
            if (sums[i] != 0 && !(allStated && followsFromOthers(i))) {
                mask |= 1 << i;
            }
        }
        out.number(hour);
        out.number(partition);
        out.number(offset);
        out.brief((short) mask);
        for (int i = 0; i < ALL; i++) {
            if ((mask & 1 << i) != 0) {
                out.number(sums[i]);
            }
        }
        if (partlyTold) {
            for (long sum : told) {
                out.number(sum);
            }
        }
    }

    private boolean isAllStated() {
        return sums[STATED] == sums[COST] && sums[STATED_CALLS] == sums[CALLS];
    }

    private static boolean followsFromOthers(int sum) {
        return sum == STATED || sum == STATED_CALLS;
    }

    static Row read(Account account, StateReader in) {
        var row = new Row(in.number(), account, in.count(), in.number());
        int mask = in.brief();
        for (int i = 0; i < ALL; i++) {
            row.sums[i] = (mask & 1 << i) == 0 ? 0 : in.number();
        }
        if ((mask & ALL_STATED) != 0) {
            row.sums[STATED] = row.sums[COST];
            row.sums[STATED_CALLS] = row.sums[CALLS];
        }
        row.untold = (mask & UNTOLD) != 0;
        if ((mask & PARTLY_TOLD) != 0) {
            row.told = new long[TOLD];
            Arrays.setAll(row.told, i -> in.number());
        } else if (!row.untold) {
            row.told = Arrays.copyOf(row.sums, TOLD);
        }
        return row;
    }
}

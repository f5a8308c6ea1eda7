// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.BudgetPeriod.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What was taken of one budget: in the period under way, and in those before it to which late events may belong.
 * Which thresholds were crossed is kept, so that each is said once.
 */
final class BudgetAccount {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final String name;
    private final String unit;
    private BudgetSlot current;
    /** The newest first. */
    private final Deque<BudgetSlot> past = new ArrayDeque<>(1);

    private long bucketStart;
    private long bucketUsed;
    private long previousBucketUsed;

    /** As long as this is the budget, events within the bounds only add up; null where none are known. */
    private @Nullable Budget calm;

    private long calmFrom;
    private long calmUntil;
    private long calmRoom;
    /** Taken within the bounds, and not yet counted anywhere else. */
    private long takenCalmly;

    BudgetAccount(Budget budget, Span span) {
        this(budget.name(), budget.unit(), new BudgetSlot(span));
        this.bucketStart = bucketOf(span.start());
    }

    private BudgetAccount(String name, String unit, BudgetSlot current) {
        this.name = name;
        this.unit = unit;
        this.current = current;
    }

    String name() {
        return name;
    }

    /** Whether it counts what a budget of its name counts now: another unit or other periods are another account. */
    boolean isOf(Budget budget) {
        return (unit.isEmpty() || unit.equals(budget.unit()))
                && budget.period().at(current.span().start()).equals(current.span());
    }

    BudgetSlot current() {
        return current;
    }

    /**
     * Says within which bounds events add to the period and the bucket under way, and do nothing else.
     *
     * @param from first millisecond since 1970
     * @param room what all of them together stay below
     */
    void calm(Budget budget, long from, long room) {
        calm = budget;
        calmFrom = Math.max(from, Math.max(bucketStart, current.span().start()));
        calmUntil = Math.min(bucketStart + bucketLength(), current.span().end());
        calmRoom = room;
    }

    /** Takes an amount, if that is within the bounds; false where more may come of it. */
    @SuppressWarnings("ReferenceEquality") // The registry's object changes when what it says does.
    boolean takeCalmly(Budget budget, long millis, long amount) {
        if (calm != budget || millis < calmFrom || millis >= calmUntil || amount >= calmRoom - takenCalmly) {
            return false;
        }
        takenCalmly += amount;
        return true;
    }

    /** Counts what was taken within the bounds, and knows none any more. */
    void wake() {
        settle();
        calm = null;
    }

    private void settle() {
        current.take(takenCalmly);
        bucketUsed = MinuteRing.saturatingAdd(bucketUsed, takenCalmly);
        calmRoom -= takenCalmly;
        takenCalmly = 0;
    }

    /** True when an instant lies after the period under way. */
    boolean isOver(long millis) {
        return millis >= current.span().end();
    }

    /**
     * Begins another period.
     *
     * @param mostPast periods before it that are kept for late events
     */
    void begin(Span span, int mostPast) {
        past.addFirst(current);
        while (past.size() > mostPast) {
            past.removeLast();
        }
        current = new BudgetSlot(span);
    }

    /** The account that an instant belongs to; null when that is closed. */
    @Nullable
    BudgetSlot slotAt(long millis) {
        if (current.span().holds(millis)) {
            return current;
        }
        for (BudgetSlot each : past) {
            if (each.span().holds(millis)) {
                return each;
            }
        }
        return null;
    }

    void take(BudgetSlot slot, long millis, long amount) {
        slot.take(amount);
        long bucket = bucketOf(millis);
        if (bucket > bucketStart) {
            previousBucketUsed = bucket == bucketStart + bucketLength() ? bucketUsed : 0;
            bucketUsed = 0;
            bucketStart = bucket;
        }
        if (bucket == bucketStart) {
            bucketUsed = MinuteRing.saturatingAdd(bucketUsed, amount);
        } else if (bucket == bucketStart - bucketLength()) {
            previousBucketUsed = MinuteRing.saturatingAdd(previousBucketUsed, amount);
        }
    }

    /** Hours for short periods, days for long ones. */
    private long bucketLength() {
        return current.span().end() - current.span().start() <= 2 * DAY ? HOUR : DAY;
    }

    private long bucketOf(long millis) {
        return Math.floorDiv(millis, bucketLength()) * bucketLength();
    }

    /** How much is taken in a millisecond of late: within one bucket's length before an instant. */
    double recentPace(long millis) {
        double into = (double) (millis - bucketStart) / bucketLength();
        return (bucketUsed + previousBucketUsed * Math.max(0, 1 - into)) / bucketLength();
    }

    void write(StateWriter out) {
        settle();
        out.text(name);
        out.text(unit);
        current.write(out);
        out.number(past.size());
        past.forEach(each -> each.write(out));
        out.number(bucketStart);
        out.number(bucketUsed);
        out.number(previousBucketUsed);
    }

    /**
     * Puts an account together.
     *
     * @param layout that of {@link BudgetSlot#read}; in the first the unit was not remembered, and one period kept that was
     *     over
     */
    static BudgetAccount read(StateReader in, int layout) {
        var account = new BudgetAccount(in.name(), layout == 1 ? "" : in.name(), BudgetSlot.read(in, layout));
        int count = layout == 1 ? 1 : in.count();
        for (int i = 0; i < count; i++) {
            account.past.addLast(BudgetSlot.read(in, layout));
        }
        account.bucketStart = in.number();
        account.bucketUsed = in.number();
        account.previousBucketUsed = in.number();
        return account;
    }
}

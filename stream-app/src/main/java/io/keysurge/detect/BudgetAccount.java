// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.BudgetPeriod.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private Slot current;
    /** The newest first. */
    private final Deque<Slot> past = new ArrayDeque<>(1);

    private long bucketStart;
    private long bucketUsed;
    private long previousBucketUsed;

    /**
     * When a threshold was crossed, and of which limit, because that is part of what its alert is called.
     *
     * @param limit {@link #UNKNOWN} where an older detector did not note it
     */
    record Crossing(long millis, long limit) {

        /** The budget as it was then. */
        Budget of(Budget now) {
            return limit == UNKNOWN ? now : now.of(limit);
        }
    }

    static final long UNKNOWN = -1;

    /** One period's account. */
    static final class Slot {
        private final Span span;
        private long used;
        private boolean foretold;
        private final TreeMap<Integer, Crossing> crossed = new TreeMap<>();

        Slot(Span span) {
            this.span = span;
        }

        Span span() {
            return span;
        }

        long used() {
            return used;
        }

        boolean foretold() {
            return foretold;
        }

        void foretell() {
            foretold = true;
        }

        /** Thresholds that were crossed. */
        Map<Integer, Crossing> crossed() {
            return crossed;
        }

        /** Thresholds that are crossed no longer, because the limit was raised meanwhile; they may be crossed again. */
        Map<Integer, Crossing> rearm(Budget budget) {
            if (crossed.isEmpty()) {
                return Map.of();
            }
            Map<Integer, Crossing> rearmed = new TreeMap<>(crossed);
            rearmed.keySet().removeIf(percent -> used >= budget.amount(percent));
            crossed.keySet().removeAll(rearmed.keySet());
            return rearmed;
        }

        /** Thresholds that are crossed and were not; from now on they were. */
        List<Integer> cross(Budget budget, long millis) {
            if (crossed.isEmpty() && used < budget.firstAmount()) {
                return List.of();
            }
            List<Integer> fresh = new ArrayList<>(0);
            for (int percent : budget.thresholds()) {
                if (used > 0
                        && used >= budget.amount(percent)
                        && crossed.putIfAbsent(percent, new Crossing(millis, budget.limit())) == null) {
                    fresh.add(percent);
                }
            }
            return fresh;
        }

        private void write(StateWriter out) {
            out.number(span.start());
            out.number(span.end());
            out.number(used);
            out.number(foretold ? 1 : 0);
            out.number(crossed.size());
            crossed.forEach((percent, crossing) -> {
                out.number(percent);
                out.number(crossing.millis());
                out.number(crossing.limit());
            });
        }

        private static Slot read(StateReader in, boolean withLimits) {
            var slot = new Slot(new Span(in.number(), in.number()));
            slot.used = in.number();
            slot.foretold = in.number() == 1;
            int count = in.count();
            for (int i = 0; i < count; i++) {
                slot.crossed.put(in.count(), new Crossing(in.number(), withLimits ? in.number() : UNKNOWN));
            }
            return slot;
        }
    }

    BudgetAccount(Budget budget, Span span) {
        this(budget.name(), budget.unit(), new Slot(span));
        this.bucketStart = bucketOf(span.start());
    }

    private BudgetAccount(String name, String unit, Slot current) {
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
                && budget.period().at(current.span.start()).equals(current.span);
    }

    Slot current() {
        return current;
    }

    /** True when an instant lies after the period under way. */
    boolean isOver(long millis) {
        return millis >= current.span.end();
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
        current = new Slot(span);
    }

    /** The account that an instant belongs to; null when that is closed. */
    @Nullable
    Slot slotAt(long millis) {
        if (current.span.holds(millis)) {
            return current;
        }
        for (Slot each : past) {
            if (each.span.holds(millis)) {
                return each;
            }
        }
        return null;
    }

    void take(Slot slot, long millis, long amount) {
        slot.used = MinuteRing.saturatingAdd(slot.used, amount);
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
        return current.span.end() - current.span.start() <= 2 * DAY ? HOUR : DAY;
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
        out.text(name);
        out.text(unit);
        current.write(out);
        out.number(past.size());
        past.forEach(each -> each.write(out));
        out.number(bucketStart);
        out.number(bucketUsed);
        out.number(previousBucketUsed);
    }

    static BudgetAccount read(StateReader in) {
        var account = new BudgetAccount(in.name(), in.name(), Slot.read(in, true));
        int count = in.count();
        for (int i = 0; i < count; i++) {
            account.past.addLast(Slot.read(in, true));
        }
        account.readBuckets(in);
        return account;
    }

    /** Puts an account together that was taken apart while neither its unit nor limits were remembered. */
    static BudgetAccount readFirstLayout(StateReader in) {
        var account = new BudgetAccount(in.name(), "", Slot.read(in, false));
        account.past.addLast(Slot.read(in, false));
        account.readBuckets(in);
        return account;
    }

    private void readBuckets(StateReader in) {
        bucketStart = in.number();
        bucketUsed = in.number();
        previousBucketUsed = in.number();
    }
}

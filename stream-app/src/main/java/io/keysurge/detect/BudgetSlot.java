// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.BudgetPeriod.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was taken of one budget in one period, and which thresholds that crossed. */
final class BudgetSlot {

    private static final long UNKNOWN = -1;

    private final Span span;
    private final TreeMap<Integer, Crossing> crossed = new TreeMap<>();
    private long used;
    private boolean foretold;

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

    BudgetSlot(Span span) {
        this.span = span;
    }

    Span span() {
        return span;
    }

    long used() {
        return used;
    }

    void take(long amount) {
        used = MinuteRing.saturatingAdd(used, amount);
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
        if (used < leastToCross(budget)) {
            return List.of();
        }
        List<Integer> fresh = new ArrayList<>(0);
        for (int percent : budget.thresholds()) {
            if (used >= budget.amount(percent)
                    && crossed.putIfAbsent(percent, new Crossing(millis, budget.limit())) == null) {
                fresh.add(percent);
            }
        }
        return fresh;
    }

    /** The amount at which another threshold is crossed: something, even where nothing is allowed. */
    long leastToCross(Budget budget) {
        for (int percent : budget.thresholds()) {
            if (!crossed.containsKey(percent)) {
                return Math.max(1, budget.amount(percent));
            }
        }
        return Long.MAX_VALUE;
    }

    void write(StateWriter out) {
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

    static BudgetSlot read(StateReader in, boolean withLimits) {
        var slot = new BudgetSlot(new Span(in.number(), in.number()));
        slot.used = in.number();
        slot.foretold = in.number() == 1;
        int count = in.count();
        for (int i = 0; i < count; i++) {
            slot.crossed.put(in.count(), new Crossing(in.number(), withLimits ? in.number() : UNKNOWN));
        }
        return slot;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.BudgetPeriod.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was taken of one budget in one period, and which thresholds that crossed. */
final class BudgetSlot {

    private static final long UNKNOWN = -1;

    private final Span span;
    private final TreeMap<Integer, Crossing> crossed = new TreeMap<>();
    private long used;
    /** When it was said of which limit that it will not last; null when of none. */
    private @Nullable Crossing foretold;

    /**
     * When a threshold was crossed, or that foretold, and of which limit, because that is part of what its alert is called.
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

    /** When it was said of which limit that it will not last; null when of none. */
    @Nullable
    Crossing foretold() {
        return foretold;
    }

    void foretell(Budget budget, long millis) {
        foretold = new Crossing(millis, budget.limit());
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

    /** What was foretold of a lower limit than there is now, of which something else may be foretold; null when nothing was. */
    @Nullable
    Crossing takeBack(Budget budget) {
        if (foretold == null || foretold.limit() == UNKNOWN || foretold.limit() >= budget.limit()) {
            return null;
        }
        Crossing before = foretold;
        foretold = null;
        return before;
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
        out.number(foretold == null ? 0 : 1);
        if (foretold != null) {
            out.number(foretold.millis());
            out.number(foretold.limit());
        }
        out.number(crossed.size());
        crossed.forEach((percent, crossing) -> {
            out.number(percent);
            out.number(crossing.millis());
            out.number(crossing.limit());
        });
    }

    /**
     * Puts a period's account together.
     *
     * @param layout 3 is that of {@link #write}; in the second it was not known what was foretold of which limit, in the
     *     first no limits at all
     */
    static BudgetSlot read(StateReader in, int layout) {
        var slot = new BudgetSlot(new Span(in.number(), in.number()));
        slot.used = in.number();
        if (in.number() == 1) {
            slot.foretold =
                    layout >= 3 ? new Crossing(in.number(), in.number()) : new Crossing(slot.span.start(), UNKNOWN);
        }
        int count = in.count();
        for (int i = 0; i < count; i++) {
            slot.crossed.put(in.count(), new Crossing(in.number(), layout >= 2 ? in.number() : UNKNOWN));
        }
        return slot;
    }
}

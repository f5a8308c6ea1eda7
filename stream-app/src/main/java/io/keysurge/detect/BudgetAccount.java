// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.BudgetPeriod.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an identity took of one budget: in the period under way, and in the one before it, to which late events belong.
 * Which thresholds were crossed is kept, so that each is said once.
 */
final class BudgetAccount {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final String name;
    private Slot current;
    private Slot previous;
    private long bucketStart;
    private long bucketUsed;
    private long previousBucketUsed;

    /** One period's account. */
    static final class Slot {
        private final Span span;
        private long used;
        private boolean foretold;
        private final TreeMap<Integer, Long> crossed = new TreeMap<>();

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

        /** Thresholds that were crossed, and when. */
        Map<Integer, Long> crossed() {
            return crossed;
        }

        /** Thresholds that are crossed and were not; from now on they were. */
        List<Integer> cross(Budget budget, long millis) {
            if (crossed.isEmpty() && used < budget.firstAmount()) {
                return List.of();
            }
            // A limit that was raised meanwhile: what is below its threshold again may be said again.
            crossed.keySet().removeIf(percent -> used < budget.amount(percent));
            List<Integer> fresh = new ArrayList<>(0);
            for (int percent : budget.thresholds()) {
                if (used > 0 && used >= budget.amount(percent) && crossed.putIfAbsent(percent, millis) == null) {
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
            crossed.forEach((percent, millis) -> {
                out.number(percent);
                out.number(millis);
            });
        }

        private static Slot read(StateReader in) {
            var slot = new Slot(new Span(in.number(), in.number()));
            slot.used = in.number();
            slot.foretold = in.number() == 1;
            int count = in.count();
            for (int i = 0; i < count; i++) {
                slot.crossed.put(in.count(), in.number());
            }
            return slot;
        }
    }

    BudgetAccount(String name, Span span) {
        this.name = name;
        this.current = new Slot(span);
        this.previous = new Slot(new Span(span.start(), span.start()));
        this.bucketStart = bucketOf(span.start());
    }

    String name() {
        return name;
    }

    Slot current() {
        return current;
    }

    /** True when an instant lies after the period under way. */
    boolean isOver(long millis) {
        return millis >= current.span.end();
    }

    /** Begins another period; what was before the one that ends is forgotten. */
    void begin(Span span) {
        previous = current;
        current = new Slot(span);
    }

    /** The account that an instant belongs to; null when that is closed. */
    @Nullable
    Slot slotAt(long millis) {
        if (current.span.holds(millis)) {
            return current;
        }
        return previous.span.holds(millis) ? previous : null;
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
        current.write(out);
        previous.write(out);
        out.number(bucketStart);
        out.number(bucketUsed);
        out.number(previousBucketUsed);
    }

    static BudgetAccount read(StateReader in) {
        var account = new BudgetAccount(in.name(), new Span(0, 0));
        account.current = Slot.read(in);
        account.previous = Slot.read(in);
        account.bucketStart = in.number();
        account.bucketUsed = in.number();
        account.previousBucketUsed = in.number();
        return account;
    }
}

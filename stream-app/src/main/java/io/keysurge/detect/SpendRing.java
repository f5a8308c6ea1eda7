// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was spent in the newest spans of time, days or hours: tokens, and what they cost where that is known of all of
 * them. Money is in whole billionths; sums that a long cannot hold stay at the largest that it can.
 */
final class SpendRing {

    private final long[] tokens;
    private final long[] nanos;
    private final long[] unpriced;
    private long newest;
    private long first;
    private @Nullable String currency;

    /** A ring of so many spans. */
    SpendRing(int spans) {
        tokens = new long[spans];
        nanos = new long[spans];
        unpriced = new long[spans];
    }

    /**
     * Takes a part in; one of a span that is no longer held changes nothing.
     *
     * @param span number of the span, such as days since 1970
     */
    void add(long span, HourPart part) {
        if (first == 0) {
            first = span;
            newest = span;
        }
        advanceTo(span);
        if (!holds(span)) {
            return;
        }
        int slot = slot(span);
        tokens[slot] = MinuteRing.saturatingAdd(tokens[slot], part.tokens());
        if (part.costNanos() >= 0 && part.currency() != null && isOf(part.currency())) {
            nanos[slot] = MinuteRing.saturatingAdd(nanos[slot], part.costNanos());
        } else {
            unpriced[slot] = MinuteRing.saturatingAdd(unpriced[slot], part.tokens());
        }
    }

    /** Moves on: spans that are too old are forgotten. */
    void advanceTo(long span) {
        for (long next = Math.max(newest + 1, span - tokens.length + 1); next <= span; next++) {
            int slot = slot(next);
            tokens[slot] = 0;
            nanos[slot] = 0;
            unpriced[slot] = 0;
        }
        newest = Math.max(newest, span);
    }

    /** The first span told of. */
    long first() {
        return first;
    }

    /** The newest span told of. */
    long newest() {
        return newest;
    }

    /** Tokens from one span to another, both inclusive. */
    long tokens(long from, long to) {
        return sum(tokens, from, to);
    }

    /** Billionths of currency from one span to another, both inclusive. */
    long nanos(long from, long to) {
        return sum(nanos, from, to);
    }

    /** What all cost from one span to another is known of, in one currency: null where it is not. */
    @Nullable
    String currency(long from, long to) {
        return sum(unpriced, from, to) == 0 ? currency : null;
    }

    private boolean isOf(String other) {
        if (currency == null || (!currency.equals(other) && Arrays.stream(nanos).allMatch(each -> each == 0))) {
            currency = other;
        }
        return other.equals(currency);
    }

    private long sum(long[] values, long from, long to) {
        long sum = 0;
        for (long span = Math.max(from, newest - values.length + 1); span <= Math.min(to, newest); span++) {
            sum = MinuteRing.saturatingAdd(sum, values[slot(span)]);
        }
        return sum;
    }

    private boolean holds(long span) {
        return span > newest - tokens.length;
    }

    private int slot(long span) {
        return (int) Math.floorMod(span, (long) tokens.length);
    }

    void write(StateWriter out) {
        out.number(first);
        out.number(newest);
        out.text(currency);
        for (int i = 0; i < tokens.length; i++) {
            out.number(tokens[i]);
            out.number(nanos[i]);
            out.number(unpriced[i]);
        }
    }

    static SpendRing read(int spans, StateReader in) {
        var ring = new SpendRing(spans);
        ring.first = in.number();
        ring.newest = in.number();
        ring.currency = in.text();
        for (int i = 0; i < spans; i++) {
            ring.tokens[i] = in.number();
            ring.nanos[i] = in.number();
            ring.unpriced[i] = in.number();
        }
        return ring;
    }
}

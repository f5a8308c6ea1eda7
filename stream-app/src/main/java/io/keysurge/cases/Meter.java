// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.contract.UsageEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what was consumed until each of some instants, and after them. Keeps a sum for each instant and the ids of the
 * latest events, however much usage there is.
 */
public final class Meter {

    /** A producer's retry follows soon: an event that comes again within so many others is counted once. */
    static final int REMEMBERED_EVENTS = 100_000;

    private final Instant[] instants;
    private final Consumed[] between;
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_EVENTS;
        }
    };

    /**
     * A meter.
     *
     * @param instants of which somebody will ask
     */
    public Meter(Collection<Instant> instants) {
        this.instants = instants.stream().distinct().sorted().toArray(Instant[]::new);
        this.between = new Consumed[this.instants.length + 1];
        Arrays.fill(between, Consumed.NOTHING);
    }

    /** Takes an event; the order does not matter. */
    public void take(UsageEvent event) {
        if (seen.put(event.getIdentityId() + "\n" + event.getEventId(), true) != null) {
            return;
        }
        int found = Arrays.binarySearch(instants, event.getOccurredAt());
        int place = found < 0 ? -found - 1 : found;
        between[place] = between[place].plus(consumed(event));
    }

    /**
     * What was consumed until an instant, that of the instant itself included.
     *
     * @param instant one of those named at the start
     */
    public Consumed until(Instant instant) {
        int place = Arrays.binarySearch(instants, instant);
        if (place < 0) {
            throw new IllegalArgumentException(instant + ": not metered (expected: an instant named at the start)");
        }
        return sum(0, place + 1);
    }

    /** All that was taken. */
    public Consumed total() {
        return sum(0, between.length);
    }

    private Consumed sum(int from, int to) {
        Consumed sum = Consumed.NOTHING;
        for (int i = from; i < to; i++) {
            sum = sum.plus(between[i]);
        }
        return sum;
    }

    private static Consumed consumed(UsageEvent event) {
        boolean counts = !event.getGatewayCacheHit();
        SortedMap<String, BigDecimal> costs = new TreeMap<>();
        if (counts && event.getCost() != null && event.getCurrency() != null) {
            costs.put(event.getCurrency(), event.getCost());
        }
        long tokens = counts ? event.getInputTokens() + event.getOutputTokens() : 0;
        return new Consumed(event.getRequestCount(), tokens, costs);
    }
}

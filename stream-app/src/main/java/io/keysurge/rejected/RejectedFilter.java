// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which refused records somebody wants.
 *
 * @param places only these; empty for all
 * @param reasons only those refused for one of these labels; empty for any
 * @param producer only those that name this producer; the empty text for those that name none; null for all
 * @param identity only those about this identity; null for all
 * @param from only those refused at or after this instant; null for all
 * @param to only those refused before this instant; null for all
 */
public record RejectedFilter(
        Set<Coordinates> places,
        Set<String> reasons,
        @Nullable String producer,
        @Nullable String identity,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All of them. */
    public static final RejectedFilter ALL = new RejectedFilter(Set.of(), Set.of(), null, null, null, null);

    public RejectedFilter {
        places = Set.copyOf(places);
        reasons = Set.copyOf(reasons);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("from: " + from + " (expected: before to, " + to + ")");
        }
    }

    /** True when nothing is asked for in particular. */
    public boolean isOpen() {
        return places.isEmpty()
                && reasons.isEmpty()
                && producer == null
                && identity == null
                && from == null
                && to == null;
    }

    /** True when a record may be meant, as far as can be told without decoding it. */
    boolean mayMean(Rejected rejected) {
        Instant at = rejected.refusedAt();
        return (places.isEmpty() || places.contains(rejected.where()))
                && (reasons.isEmpty() || reasons.contains(rejected.reason()))
                && (from == null || !at.isBefore(from))
                && (to == null || at.isBefore(to));
    }

    /** True when a record that may be meant is. */
    boolean means(Described described) {
        String named = described.producer() == null ? "" : described.producer();
        return (producer == null || producer.equals(named))
                && (identity == null || identity.equals(described.identity()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import io.keysurge.cases.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The story of one identity in a span of time.
 *
 * @param question what was asked
 * @param uses what it used, step by step; steps without usage are left out
 * @param moments what else happened, in order
 * @param firstUse event time of the oldest usage that the log has of it; null when there is none
 * @param lastUse event time of the newest
 */
public record Timeline(
        Question question,
        List<Use> uses,
        List<Moment> moments,
        @Nullable Instant firstUse,
        @Nullable Instant lastUse) {

    public Timeline {
        uses = List.copyOf(uses);
        moments = List.copyOf(moments);
    }

    /**
     * What is asked.
     *
     * @param identity whose story
     * @param from first instant of it
     * @param to first instant no more
     * @param step how finely usage is told
     */
    public record Question(String identity, Instant from, Instant to, Step step) {
        /** Refuses a span that ends before it begins; the message begins with the name of the end. */
        public Question {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("to: " + to + " (expected: after " + from + ")");
            }
        }

        /** True when the instant is in the span. */
        public boolean includes(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    /** Usage and everything else in one order, each made into something; a step comes before what happened in it. */
    public <T> List<T> inOrder(Function<Use, T> ofUse, Function<Moment, T> ofMoment) {
        record Placed<T>(Instant at, T told) {}
        List<Placed<T>> placed = new ArrayList<>();
        uses.forEach(use -> placed.add(new Placed<>(use.begin(), ofUse.apply(use))));
        moments.forEach(moment -> placed.add(new Placed<>(moment.at(), ofMoment.apply(moment))));
        // Sorting keeps the order of equals: steps were put in first.
        placed.sort(Comparator.comparing(Placed::at));
        return placed.stream().map(Placed::told).toList();
    }

    /** The most that a chart has to show, tokens/min: of what was used, and of what was asked for. */
    double highest() {
        return Stream.concat(
                        uses.stream().map(use -> (double) use.busiestMinute()),
                        uses.stream().map(use -> use.threshold().orElse(0)))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    /** Where the identity's usage is instead, when the span has none of it. */
    public Optional<String> elsewhere() {
        if (!uses.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                firstUse == null
                        ? "The log has no usage of it at all."
                        : "The log has no usage of it in this time, but from " + firstUse + " to " + lastUse + ".");
    }

    /** What the figures are, and are not. */
    static String remark() {
        return "Usual and threshold are those of TOKEN_SPIKE for a minute, asked of the detector's engine under the settings"
                + " in force here while it read the log again; what lasts longer alerts below the threshold. First seen: in"
                + " what the log still holds. Of the registry only what compaction left is told.";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.history;

import io.keysurge.usage.UsageRules;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A half-open span of event time.
 *
 * @param from first instant; null where there is no first
 * @param to first instant no more; null where there is no last
 */
public record Span(@Nullable Instant from, @Nullable Instant to) {

    /** All of it. */
    public static final Span ALWAYS = new Span(null, null);

    /**
     * A span.
     *
     * @throws IllegalArgumentException when it ends before it begins; the message begins with the name of the end
     */
    public Span {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("to: " + to + " (expected: after " + from + ")");
        }
    }

    /** True when the instant is in it. */
    public boolean includes(Instant instant) {
        return (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
    }

    /**
     * The earliest that the broker can have appended what happened in the span; null when it may have been ever. There is
     * no latest: what happened long ago may be published today.
     */
    public @Nullable Instant earliestAppend() {
        return from == null ? null : from.minus(UsageRules.MAX_AHEAD);
    }
}

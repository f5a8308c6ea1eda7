// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * What identities of one group consumed together in one minute, or a part of it.
 *
 * @param minute minutes since 1970 of the events' own time
 * @param tokens tokens that count, 0 or more
 * @param costNanos billionths of the currency, 0 or more
 * @param currency ISO 4217 code of the cost; null when no price is known
 * @param contributors who took how much of the tokens
 * @param lastEventId id of the last event in it
 * @param lastEvent where that is
 */
public record SharedPart(
        long minute,
        long tokens,
        long costNanos,
        @Nullable String currency,
        Contributors contributors,
        String lastEventId,
        Position lastEvent)
        implements GroupPart {

    private static final long MILLIS_PER_MINUTE = 60_000;

    /** The part of a single event. */
    public static SharedPart of(Usage usage) {
        var contributors = new Contributors();
        contributors.add(usage.identityId(), usage.tokens());
        return new SharedPart(
                usage.minute(),
                usage.tokens(),
                Math.max(0, usage.costNanos()),
                usage.costNanos() < 0 ? null : usage.currency(),
                contributors,
                usage.eventId(),
                usage.position());
    }

    long millis() {
        return minute * MILLIS_PER_MINUTE;
    }

    /** How much of it a budget counts. */
    long taken(Budget budget) {
        if (budget.isOfTokens()) {
            return tokens;
        }
        return budget.unit().equals(currency) ? costNanos : 0;
    }
}

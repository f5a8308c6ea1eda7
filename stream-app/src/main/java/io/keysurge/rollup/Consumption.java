// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import org.jspecify.annotations.Nullable;

/**
 * What one counted event consumed, and for whom, as it was known when the event was judged.
 *
 * @param occurredAt event time, milliseconds since 1970
 * @param account for whom and by what
 * @param calls calls that the event stands for, 1 or more
 * @param inputTokens tokens sent, cached ones included
 * @param outputTokens tokens produced, reasoning included
 * @param cacheReadTokens part of those sent that was read from a cache
 * @param cacheWriteTokens part of those sent that was written to a cache
 * @param reasoningTokens part of those produced that was spent on reasoning
 * @param costNanos billionths of the account's currency; negative when no price is known
 * @param stated whether the producer stated the cost
 * @param partition partition of the usage topic
 * @param offset offset in it
 */
public record Consumption(
        long occurredAt,
        Account account,
        long calls,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheWriteTokens,
        long reasoningTokens,
        long costNanos,
        boolean stated,
        int partition,
        long offset) {

    static final long MILLIS_PER_HOUR = 3_600_000;

    /** Hours since 1970. */
    long hour() {
        return Math.floorDiv(occurredAt, MILLIS_PER_HOUR);
    }

    /**
     * For whom, and by what, something was consumed; what producers did not say is null.
     *
     * @param businessUnit who pays
     * @param owner who answers for the identity
     * @param environment where it belongs
     * @param application the application that called
     * @param agent the agent on whose behalf it was
     * @param model the model that answered
     * @param currency ISO 4217 code of the cost; null when no price is known
     * @param prices version of the price table that the cost comes from; null where the producer stated it
     */
    public record Account(
            @Nullable String businessUnit,
            @Nullable String owner,
            @Nullable String environment,
            @Nullable String application,
            @Nullable String agent,
            @Nullable String model,
            @Nullable String currency,
            @Nullable String prices) {

        /** True when it is known which application it was, where, and who answers for it. */
        public boolean isAttributed() {
            return application != null && environment != null && owner != null;
        }
    }
}

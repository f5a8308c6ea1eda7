// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import io.keysurge.rollup.Consumption.Account;

/**
 * What an identity consumed on one account in one hour so far.
 *
 * @param hour hours since 1970
 * @param account for whom and by what
 * @param part partition and offset of the first event in it, such as {@code 3-1234}: what distinguishes it
 * @param firstOffset that offset
 * @param partition that partition
 * @param sums what it adds up to
 * @param added what of it is new since it was told last
 */
public record HourOfSpend(
        long hour, Account account, String part, int partition, long firstOffset, Sums sums, Added added) {

    /**
     * All that was consumed.
     *
     * @param calls calls, refused ones too
     * @param inputTokens tokens sent, cached ones included
     * @param outputTokens tokens produced, reasoning included
     * @param cacheReadTokens part of those sent that was read from a cache
     * @param cacheWriteTokens part of those sent that was written to a cache
     * @param reasoningTokens part of those produced that was spent on reasoning
     * @param costNanos billionths of the account's currency; 0 when it has none
     * @param statedNanos part of it that producers stated
     * @param statedCalls calls whose cost producers stated
     * @param withoutCost tokens whose cost no producer stated
     */
    public record Sums(
            long calls,
            long inputTokens,
            long outputTokens,
            long cacheReadTokens,
            long cacheWriteTokens,
            long reasoningTokens,
            long costNanos,
            long statedNanos,
            long statedCalls,
            WithoutCost withoutCost) {}

    /** Tokens whose cost no producer stated. */
    public record WithoutCost(long inputTokens, long outputTokens, long cacheReadTokens, long cacheWriteTokens) {}

    /** What is new. */
    public record Added(long calls, long inputTokens, long outputTokens, long costNanos) {}
}

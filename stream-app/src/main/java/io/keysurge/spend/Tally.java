// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import io.keysurge.contract.SpendRollup;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sums over roll-ups. Whole numbers are added exactly or not at all. */
public final class Tally {

    private long calls;
    private long inputTokens;
    private long outputTokens;
    private long cacheReadTokens;
    private long cacheWriteTokens;
    private long reasoningTokens;
    private long tokensWithoutPrice;
    private final TreeMap<String, BigDecimal> costs = new TreeMap<>();
    private final TreeSet<String> priceTables = new TreeSet<>();

    Tally() {}

    /**
     * Adds a roll-up.
     *
     * @throws ArithmeticException when a sum no longer fits a long
     */
    void add(SpendRollup rollup, Costing.Cost cost) {
        calls = Math.addExact(calls, rollup.getCalls());
        inputTokens = Math.addExact(inputTokens, rollup.getInputTokens());
        outputTokens = Math.addExact(outputTokens, rollup.getOutputTokens());
        cacheReadTokens = Math.addExact(cacheReadTokens, rollup.getCacheReadTokens());
        cacheWriteTokens = Math.addExact(cacheWriteTokens, rollup.getCacheWriteTokens());
        reasoningTokens = Math.addExact(reasoningTokens, rollup.getReasoningTokens());
        tokensWithoutPrice = Math.addExact(tokensWithoutPrice, cost.tokensWithoutPrice());
        cost.amounts().forEach((currency, amount) -> costs.merge(currency, amount, BigDecimal::add));
        if (cost.priceTable() != null) {
            priceTables.add(cost.priceTable());
        }
    }

    /** Adds what another has counted. */
    void add(Tally other) {
        calls = Math.addExact(calls, other.calls);
        inputTokens = Math.addExact(inputTokens, other.inputTokens);
        outputTokens = Math.addExact(outputTokens, other.outputTokens);
        cacheReadTokens = Math.addExact(cacheReadTokens, other.cacheReadTokens);
        cacheWriteTokens = Math.addExact(cacheWriteTokens, other.cacheWriteTokens);
        reasoningTokens = Math.addExact(reasoningTokens, other.reasoningTokens);
        tokensWithoutPrice = Math.addExact(tokensWithoutPrice, other.tokensWithoutPrice);
        other.costs.forEach((currency, amount) -> costs.merge(currency, amount, BigDecimal::add));
        priceTables.addAll(other.priceTables);
    }

    /** Calls, refused ones too. */
    public long calls() {
        return calls;
    }

    /** Tokens sent, cached ones included. */
    public long inputTokens() {
        return inputTokens;
    }

    /** Tokens produced, reasoning included. */
    public long outputTokens() {
        return outputTokens;
    }

    /** Part of the input that was read from cache. */
    public long cacheReadTokens() {
        return cacheReadTokens;
    }

    /** Part of the input that was written to cache. */
    public long cacheWriteTokens() {
        return cacheWriteTokens;
    }

    /** Part of the output that was spent on reasoning. */
    public long reasoningTokens() {
        return reasoningTokens;
    }

    /** Tokens whose cost nobody knows. */
    public long tokensWithoutPrice() {
        return tokensWithoutPrice;
    }

    /** Tokens sent and produced. */
    public long tokens() {
        return Math.addExact(inputTokens, outputTokens);
    }

    /** What they cost, exactly, by ISO 4217 code in alphabetical order. */
    public Map<String, BigDecimal> costs() {
        return costs;
    }

    /** What they cost in one currency; zero when nothing. */
    public BigDecimal cost(String currency) {
        return costs.getOrDefault(currency, BigDecimal.ZERO);
    }

    /** Versions of the price tables that costs come from. */
    public Iterable<String> priceTables() {
        return priceTables;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import io.keysurge.contract.SpendRollup;
import io.keysurge.prices.PriceTable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a roll-up cost. */
@FunctionalInterface
public interface Costing {

    /**
     * The cost of one roll-up.
     *
     * @param amounts exact, by ISO 4217 code; a roll-up may have stated costs in one and priced ones in another
     * @param tokensWithoutPrice tokens in it whose cost nobody knows
     * @param priceTable version of the table that part of it comes from; null when all was stated
     */
    record Cost(
            Map<String, BigDecimal> amounts,
            long tokensWithoutPrice,
            @Nullable String priceTable) {}

    /** The cost of a roll-up. */
    Cost of(SpendRollup rollup);

    /** As it was reckoned when the tokens were used. */
    static Costing recorded() {
        return rollup -> {
            Map<String, BigDecimal> amounts = new HashMap<>();
            add(amounts, rollup.getCurrency(), rollup.getCost());
            long unpriced = rollup.getPriceTable() == null ? tokensWithoutCost(rollup) : 0;
            return new Cost(amounts, unpriced, rollup.getPriceTable());
        };
    }

    /**
     * What producers stated stays; everything else costs what the table says. Exact, because roll-ups are of whole hours
     * and prices change on whole hours.
     */
    static Costing pricedBy(PriceTable table) {
        return rollup -> {
            Map<String, BigDecimal> amounts = new HashMap<>();
            add(amounts, rollup.getCurrency(), rollup.getStatedCost());
            long tokens = tokensWithoutCost(rollup);
            if (tokens == 0) {
                return new Cost(amounts, 0, null);
            }
            BigDecimal cost = table.exactCost(
                    rollup.getModel(),
                    rollup.getHour().toEpochMilli(),
                    rollup.getInputTokensWithoutCost(),
                    rollup.getOutputTokensWithoutCost(),
                    rollup.getCacheReadTokensWithoutCost(),
                    rollup.getCacheWriteTokensWithoutCost());
            if (cost == null) {
                return new Cost(amounts, tokens, null);
            }
            add(amounts, table.currency(), cost);
            return new Cost(amounts, 0, table.version());
        };
    }

    private static void add(Map<String, BigDecimal> amounts, @Nullable String currency, @Nullable BigDecimal amount) {
        if (currency != null && amount != null) {
            amounts.merge(currency, amount, BigDecimal::add);
        }
    }

    private static long tokensWithoutCost(SpendRollup rollup) {
        return Math.addExact(rollup.getInputTokensWithoutCost(), rollup.getOutputTokensWithoutCost());
    }
}

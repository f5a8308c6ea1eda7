// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import io.keysurge.contract.SpendRollup;
import java.math.BigDecimal;
import java.time.Instant;

/** Roll-ups to try things with. */
public final class Rollups {

    /** An hour of November 2026. */
    public static final Instant NOON = Instant.parse("2026-11-10T12:00:00Z");

    private Rollups() {}

    /** One that says everything but what it cost: 3 calls, 1,000 tokens in and 200 out, all without a stated cost. */
    public static SpendRollup.Builder rollup(String identity, String model) {
        return SpendRollup.newBuilder()
                .setHour(NOON)
                .setBusinessUnit("payments")
                .setOwner("payments-team")
                .setIdentityId(identity)
                .setApplicationId("checkout")
                .setAgentId("agent-1")
                .setModel(model)
                .setEnvironment("production")
                .setCalls(3)
                .setInputTokens(1_000)
                .setOutputTokens(200)
                .setCacheReadTokens(400)
                .setCacheWriteTokens(100)
                .setReasoningTokens(50)
                .setInputTokensWithoutCost(1_000)
                .setOutputTokensWithoutCost(200)
                .setCacheReadTokensWithoutCost(400)
                .setCacheWriteTokensWithoutCost(100)
                .setPart("0-1");
    }

    /** One of which producers stated all of the cost. */
    public static SpendRollup.Builder stated(String identity, String model, String cost, String currency) {
        BigDecimal amount = new BigDecimal(cost).setScale(9);
        return rollup(identity, model)
                .setCost(amount)
                .setStatedCost(amount)
                .setCurrency(currency)
                .setInputTokensWithoutCost(0)
                .setOutputTokensWithoutCost(0)
                .setCacheReadTokensWithoutCost(0)
                .setCacheWriteTokensWithoutCost(0);
    }

    /** One of which the price table told all of the cost. */
    public static SpendRollup.Builder priced(String identity, String model, String cost, String currency) {
        return rollup(identity, model)
                .setCost(new BigDecimal(cost).setScale(9))
                .setCurrency(currency)
                .setPriceTable("v1");
    }

    /** The key of a roll-up on its topic. */
    public static String key(SpendRollup rollup) {
        return rollup.getBusinessUnit() + "/" + rollup.getIdentityId() + "/" + rollup.getModel() + "/"
                + rollup.getHour() + "/" + rollup.getPart();
    }
}

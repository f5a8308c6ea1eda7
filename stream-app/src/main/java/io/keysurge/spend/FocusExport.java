// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import io.keysurge.contract.SpendRollup;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Roll-ups as CSV in the columns of FOCUS 1.2 that usage can fill: a line for each hour, identity, application, agent,
 * model and currency. Those of an invoice (BillingAccountId and what belongs to it) are the issuer's to add.
 *
 * <p>Tokens without a price are a line whose cost is 0 in {@code XXX}, no currency. Where a line of the roll-up has costs
 * in two currencies, its calls and tokens stand in the first.
 */
public final class FocusExport {

    private static final String NO_CURRENCY = "XXX";

    private static final List<String> HEADER = List.of(
            "BilledCost",
            "BillingCurrency",
            "BillingPeriodEnd",
            "BillingPeriodStart",
            "ChargeCategory",
            "ChargeDescription",
            "ChargeFrequency",
            "ChargePeriodEnd",
            "ChargePeriodStart",
            "ConsumedQuantity",
            "ConsumedUnit",
            "EffectiveCost",
            "PricingCurrency",
            "ResourceId",
            "ServiceCategory",
            "ServiceName",
            "ServiceSubcategory",
            "SubAccountId",
            "x_AgentId",
            "x_ApplicationId",
            "x_CacheReadTokens",
            "x_CacheWriteTokens",
            "x_Calls",
            "x_Environment",
            "x_InputTokens",
            "x_Model",
            "x_OutputTokens",
            "x_Owner",
            "x_PriceTable",
            "x_ReasoningTokens",
            "x_TokensWithoutPrice");

    private FocusExport() {}

    /** What is charged in one line: an hour, and the names that are known. */
    private record Charge(Instant hour, Map<Dimension, String> names) implements Comparable<Charge> {

        private static final Comparator<Charge> ORDER =
                Comparator.comparing(Charge::hour).thenComparing(Charge::allNames);

        private static Charge of(SpendRollup rollup) {
            Map<Dimension, String> names = new EnumMap<>(Dimension.class);
            for (Dimension dimension : Dimension.values()) {
                String name = dimension.of(rollup);
                if (name != null) {
                    names.put(dimension, name);
                }
            }
            return new Charge(rollup.getHour(), names);
        }

        private @Nullable String name(Dimension dimension) {
            return names.get(dimension);
        }

        private String allNames() {
            return Arrays.stream(Dimension.values())
                    .map(dimension -> names.getOrDefault(dimension, ""))
                    .collect(Collectors.joining("\0"));
        }

        @Override
        public int compareTo(Charge other) {
            return ORDER.compare(this, other);
        }
    }

    /** Writes what is asked for, in the order of time. */
    public static void write(SpendQuestion question, Costing costing, Iterable<SpendRollup> rollups, Appendable out)
            throws IOException {
        Map<Charge, Tally> charges = new TreeMap<>();
        for (SpendRollup rollup : rollups) {
            if (question.asksFor(rollup)) {
                charges.computeIfAbsent(Charge.of(rollup), charge -> new Tally())
                        .add(rollup, costing.of(rollup));
            }
        }
        Sheet sheet = new Sheet(out);
        sheet.line(HEADER);
        for (Map.Entry<Charge, Tally> each : charges.entrySet()) {
            Tally tally = each.getValue();
            if (tally.costs().isEmpty()) {
                line(sheet, each.getKey(), tally, NO_CURRENCY, BigDecimal.ZERO);
            }
            for (Map.Entry<String, BigDecimal> cost : tally.costs().entrySet()) {
                line(sheet, each.getKey(), tally, cost.getKey(), cost.getValue());
                tally = new Tally();
            }
        }
    }

    private static void line(Sheet sheet, Charge charge, Tally tally, String currency, BigDecimal cost)
            throws IOException {
        var month = SpendQuestion.monthOf(charge.hour());
        String model = charge.name(Dimension.MODEL);
        sheet.line(
                cost,
                currency,
                SpendQuestion.startOf(month.plusMonths(1)),
                SpendQuestion.startOf(month),
                "Usage",
                "Tokens of " + (model == null ? "a model that producers did not name" : model),
                "Usage-Based",
                charge.hour().plus(1, ChronoUnit.HOURS),
                charge.hour(),
                tally.tokens(),
                "Tokens",
                cost,
                currency,
                charge.name(Dimension.IDENTITY),
                "AI and Machine Learning",
                "Large language models",
                "Generative AI",
                charge.name(Dimension.BUSINESS_UNIT),
                charge.name(Dimension.AGENT),
                charge.name(Dimension.APPLICATION),
                tally.cacheReadTokens(),
                tally.cacheWriteTokens(),
                tally.calls(),
                charge.name(Dimension.ENVIRONMENT),
                tally.inputTokens(),
                model,
                tally.outputTokens(),
                charge.name(Dimension.OWNER),
                String.join(" ", tally.priceTables()),
                tally.reasoningTokens(),
                tally.tokensWithoutPrice());
    }
}

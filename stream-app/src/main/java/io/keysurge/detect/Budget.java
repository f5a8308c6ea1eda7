// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.List;

/**
 * A limit on what an identity may consume in a period.
 *
 * @param name unique within the identity
 * @param unit {@value #TOKENS}, or the ISO 4217 code of a currency
 * @param limit allowed per period: tokens, or billionths of the currency; 0 allows nothing
 * @param period how time is cut
 * @param hard whether crossing it asks for more than telling somebody
 * @param thresholds per cent of the limit at which to say something, ascending; each once in a period
 */
public record Budget(
        String name, String unit, long limit, BudgetPeriod period, boolean hard, List<Integer> thresholds) {

    /** The unit of budgets that are not of money. */
    public static final String TOKENS = "tokens";

    static final int WHOLE = 100;

    /** With thresholds in order; none: one, at the limit itself. */
    public Budget {
        thresholds = thresholds.isEmpty()
                ? List.of(WHOLE)
                : thresholds.stream().sorted().distinct().toList();
    }

    /** The same with another limit. */
    Budget of(long otherLimit) {
        return new Budget(name, unit, otherLimit, period, hard, thresholds);
    }

    boolean isOfTokens() {
        return unit.equals(TOKENS);
    }

    /** The least amount that reaches a threshold, in the limit's unit; never beyond what a long holds. */
    long amount(int percent) {
        long hundredths = limit / WHOLE;
        long rest = (limit % WHOLE * percent + WHOLE - 1) / WHOLE;
        long whole = hundredths > Long.MAX_VALUE / percent ? Long.MAX_VALUE : hundredths * percent;
        return whole > Long.MAX_VALUE - rest ? Long.MAX_VALUE : whole + rest;
    }

    /** How much an event takes of it. */
    long taken(Usage usage) {
        if (isOfTokens()) {
            return usage.tokens();
        }
        boolean priced = usage.consumed() && usage.costNanos() > 0 && unit.equals(usage.currency());
        return priced ? usage.costNanos() : 0;
    }
}

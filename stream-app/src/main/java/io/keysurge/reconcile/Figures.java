// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import java.math.BigDecimal;

/**
 * What was counted of something in a day.
 *
 * @param calls 0 or more
 * @param inputTokens sent, cached ones included, 0 or more
 * @param outputTokens produced, 0 or more
 * @param cacheReadTokens part of the input, 0 or more
 * @param cost exact, in US dollars, 0 or more
 */
record Figures(long calls, long inputTokens, long outputTokens, long cacheReadTokens, BigDecimal cost) {

    static final Figures NONE = new Figures(0, 0, 0, 0, BigDecimal.ZERO);

    /**
     * Both together.
     *
     * @throws ArithmeticException when a sum no longer fits a long
     */
    Figures plus(Figures other) {
        return new Figures(
                Math.addExact(calls, other.calls),
                Math.addExact(inputTokens, other.inputTokens),
                Math.addExact(outputTokens, other.outputTokens),
                Math.addExact(cacheReadTokens, other.cacheReadTokens),
                cost.add(other.cost));
    }
}

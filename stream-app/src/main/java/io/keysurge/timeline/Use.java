// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an identity used in one step, of what the detector counted: no duplicate, nothing too late.
 *
 * @param begin when the step begins
 * @param calls calls, refused ones included
 * @param refusedCalls those that were denied or failed
 * @param tokens tokens that count: none of a gateway's own cache
 * @param busiestMinute most tokens in a minute of it; comparable with usual and threshold
 * @param usual the highest that was usual in a minute of it, tokens/min; empty while nothing was known
 * @param threshold the lowest that TOKEN_SPIKE asked for in a minute of it, tokens/min
 * @param warming true when the identity was too new for a usual of its own
 * @param costs what it cost, by currency; without calls of which nobody knows
 */
public record Use(
        Instant begin,
        long calls,
        long refusedCalls,
        long tokens,
        long busiestMinute,
        OptionalDouble usual,
        OptionalDouble threshold,
        boolean warming,
        SortedMap<String, BigDecimal> costs) {

    public Use {
        costs = new TreeMap<>(costs);
    }

    /** Costs as people read them; empty where none is known. */
    String cost() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, BigDecimal> cost : costs.entrySet()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(cost.getValue().stripTrailingZeros().toPlainString())
                    .append(' ')
                    .append(cost.getKey());
        }
        return text.toString();
    }
}

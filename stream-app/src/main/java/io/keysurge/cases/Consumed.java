// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was consumed.
 *
 * @param calls calls, refused ones included
 * @param tokens input and output; what a gateway answered from its own cache is not in it
 * @param costs what producers say it cost, by currency; without calls of which they say nothing
 */
public record Consumed(long calls, long tokens, SortedMap<String, BigDecimal> costs) {

    /** Nothing. */
    public static final Consumed NOTHING = new Consumed(0, 0, new TreeMap<>());

    public Consumed {
        costs = new TreeMap<>(costs);
    }

    /** Both together. */
    public Consumed plus(Consumed other) {
        return new Consumed(
                Math.addExact(calls, other.calls), Math.addExact(tokens, other.tokens), costs(other, BigDecimal.ONE));
    }

    /** What is left when a part is taken away. */
    public Consumed minus(Consumed part) {
        return new Consumed(calls - part.calls, tokens - part.tokens, costs(part, BigDecimal.ONE.negate()));
    }

    private SortedMap<String, BigDecimal> costs(Consumed other, BigDecimal times) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>(costs);
        for (Map.Entry<String, BigDecimal> cost : other.costs.entrySet()) {
            sums.merge(cost.getKey(), cost.getValue().multiply(times), BigDecimal::add);
        }
        return sums;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import java.math.BigDecimal;
import java.util.List;

/**
 * An invented language model with an invented price.
 *
 * @param name what it is called
 * @param inputNanos price of an input token in billionths of a US dollar
 * @param outputNanos price of an output token in billionths of a US dollar
 */
public record Model(String name, long inputNanos, long outputNanos) {

    private static final int NANO_SCALE = 9;

    /** What the population uses. */
    static final List<Model> IN_USE = List.of(
            new Model("heron-mini", 150, 600),
            new Model("heron", 2_500, 10_000),
            new Model("osprey-code", 3_000, 15_000),
            new Model("wren-embed", 20, 0),
            new Model("kestrel-vision", 1_250, 5_000));

    /** Costly, and used by nobody until a thief tries it. */
    static final Model COVETED = new Model("condor-reason", 15_000, 75_000);

    /** What so many tokens cost, in US dollars. */
    BigDecimal cost(long inputTokens, long outputTokens) {
        return BigDecimal.valueOf(inputTokens * inputNanos + outputTokens * outputNanos, NANO_SCALE);
    }
}

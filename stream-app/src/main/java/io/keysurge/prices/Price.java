// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What tokens of one model cost, in millionths of the currency per million tokens: the smallest step a table may name.
 *
 * @param input of tokens sent, 0 or more
 * @param output of tokens produced, 0 or more
 * @param cacheRead of tokens sent that were read from cache, 0 or more
 * @param cacheWrite of tokens sent that were written to cache, 0 or more
 * @param safeTokens so many tokens of any kind, and as many more, cost no more than a long holds
 */
record Price(long input, long output, long cacheRead, long cacheWrite, long safeTokens) {

    /** Digits after the point of the exact price of tokens: six of the price, six of the million. */
    private static final int EXACT_SCALE = 12;

    private static final int STEPS_PER_NANO = 1_000;
    private static final BigInteger MOST_NANOS = BigInteger.valueOf(PriceTable.MOST_NANOS);

    static Price of(long input, long output, long cacheRead, long cacheWrite) {
        long dearest = Math.max(Math.max(input, output), Math.max(cacheRead, cacheWrite));
        return new Price(input, output, cacheRead, cacheWrite, Long.MAX_VALUE / 2 / Math.max(1, dearest));
    }

    /** Billionths of the currency, rounded half to even, at most {@link PriceTable#MOST_NANOS}. */
    long nanos(Tokens tokens) {
        if (tokens.input() <= safeTokens && tokens.output() <= safeTokens) {
            long steps = tokens.plain() * input
                    + tokens.cacheRead() * cacheRead
                    + tokens.cacheWrite() * cacheWrite
                    + tokens.output() * output;
            return halfEven(steps);
        }
        BigInteger[] parts = steps(tokens).divideAndRemainder(BigInteger.valueOf(STEPS_PER_NANO));
        if (parts[0].compareTo(MOST_NANOS) >= 0) {
            return PriceTable.MOST_NANOS;
        }
        return rounded(parts[0].longValueExact(), parts[1].intValueExact());
    }

    /** Exactly. */
    BigDecimal exact(Tokens tokens) {
        return new BigDecimal(steps(tokens), EXACT_SCALE);
    }

    private BigInteger steps(Tokens tokens) {
        return times(tokens.plain(), input)
                .add(times(tokens.cacheRead(), cacheRead))
                .add(times(tokens.cacheWrite(), cacheWrite))
                .add(times(tokens.output(), output));
    }

    private static BigInteger times(long tokens, long price) {
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(price));
    }

    private static long halfEven(long steps) {
        return rounded(steps / STEPS_PER_NANO, (int) (steps % STEPS_PER_NANO));
    }

    private static long rounded(long whole, int rest) {
        int half = STEPS_PER_NANO / 2;
        boolean up = rest > half || (rest == half && (whole & 1) == 1);
        return up ? whole + 1 : whole;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * Natural logarithms that give the same bits on every machine, because a replay must judge what
 * was judged live. {@code Math.log} may differ in the last bit between processors; {@code StrictMath.log} may not, but
 * costs several times as much on Java 17, where each event takes a dozen of them.
 */
final class Ln {

    private static final long EXPONENT_BIAS = 1023;
    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
    private static final long ONE = EXPONENT_BIAS << MANTISSA_BITS;
    private static final double SQRT_TWO = 1.4142135623730951;
    private static final double LN_TWO = 0.6931471805599453;

    private Ln() {}

    /**
     * The natural logarithm, to about 1e-12.
     *
     * @param value above 0 and normal; 0 and less give negative infinity
     */
    static double of(double value) {
        if (!(value >= Double.MIN_NORMAL)) {
            return Double.isNaN(value) ? Double.NaN : Double.NEGATIVE_INFINITY;
        }
        if (value == Double.POSITIVE_INFINITY) {
            return value;
        }
        long bits = Double.doubleToRawLongBits(value);
        long exponent = (bits >>> MANTISSA_BITS) - EXPONENT_BIAS;
        double mantissa = Double.longBitsToDouble((bits & MANTISSA) | ONE);
        if (mantissa > SQRT_TWO) {
            mantissa /= 2;
            exponent++;
        }
        // ln m = 2 artanh((m - 1) / (m + 1)); the argument is at most 0.172.
        double z = (mantissa - 1) / (mantissa + 1);
        double square = z * z;
        double series = 1.0 / 15;
        series = 1.0 / 13 + square * series;
        series = 1.0 / 11 + square * series;
        series = 1.0 / 9 + square * series;
        series = 1.0 / 7 + square * series;
        series = 1.0 / 5 + square * series;
        series = 1.0 / 3 + square * series;
        series = 1 + square * series;
        return exponent * LN_TWO + 2 * z * series;
    }
}

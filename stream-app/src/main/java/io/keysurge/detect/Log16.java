// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * Logarithms in two bytes, in steps of a thousandth: an identity remembers some two hundred of them, and a tenth of a
 * per cent is finer than any usual.
 */
final class Log16 {

    /** Nothing was measured: below every logarithm. */
    static final short NONE = Short.MIN_VALUE;

    private static final double STEPS = 900;

    private Log16() {}

    /** The nearest step; not a number and negative infinity are {@link #NONE}. */
    static short pack(double log) {
        if (Double.isNaN(log) || log == Double.NEGATIVE_INFINITY) {
            return NONE;
        }
        return (short) Math.max(NONE + 1, Math.min(Short.MAX_VALUE, Math.rint(log * STEPS)));
    }

    /** The logarithm; negative infinity for {@link #NONE}. */
    static double unpack(short packed) {
        return packed == NONE ? Double.NEGATIVE_INFINITY : packed / STEPS;
    }

    static void write(short[] packed, StateWriter out) {
        for (short each : packed) {
            out.brief(each);
        }
    }

    static void read(short[] packed, StateReader in) {
        for (int i = 0; i < packed.length; i++) {
            packed[i] = in.brief();
        }
    }
}

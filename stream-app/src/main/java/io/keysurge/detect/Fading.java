// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/** How fast a flow fades. */
final class Fading {

    private static final int TABLE_MINUTES = 128;

    /** To a third in ten minutes. */
    static final Fading TEN_MINUTES = new Fading(10);
    /** To a third in an hour. */
    static final Fading AN_HOUR = new Fading(60);

    private final double minutes;
    private final double[] left = new double[TABLE_MINUTES];

    private Fading(double minutes) {
        this.minutes = minutes;
        for (int pause = 0; pause < TABLE_MINUTES; pause++) {
            left[pause] = StrictMath.exp(-pause / minutes);
        }
    }

    /** The part of a flow that is left after a pause in minutes. */
    double leftAfter(long pause) {
        return pause < TABLE_MINUTES ? left[(int) pause] : StrictMath.exp(-pause / minutes);
    }
}

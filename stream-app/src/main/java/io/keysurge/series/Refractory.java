// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

/** One alarm per event: after a surprise, only a clearly greater one is heard for a while. */
final class Refractory {

    private static final double CLEARLY_GREATER = 1.2;

    private final double pause;
    private double last;
    private double since = Double.POSITIVE_INFINITY;

    Refractory(double pause) {
        this.pause = pause;
    }

    double heard(double surprise) {
        since++;
        if (surprise <= 0 || (since < pause && surprise < CLEARLY_GREATER * last)) {
            return 0;
        }
        last = surprise;
        since = 0;
        return surprise;
    }
}

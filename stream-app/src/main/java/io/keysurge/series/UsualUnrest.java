// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

/** What a restless series is forgiven: a share of the surprise that its stretches usually reach anyhow. */
final class UsualUnrest {

    private static final double FORGIVEN = 0.5;

    private final int stretch;
    private double usualHigh;
    private long stretches;
    private double highest;
    private int inStretch;

    UsualUnrest(int stretch) {
        this.stretch = stretch;
    }

    double beyond(double surprise) {
        double left = Math.max(0, surprise - FORGIVEN * usualHigh);
        highest = Math.max(highest, surprise);
        if (++inStretch >= stretch) {
            stretches++;
            usualHigh += (highest - usualHigh) / (stretches + 1);
            highest = 0;
            inStretch = 0;
        }
        return left;
    }
}

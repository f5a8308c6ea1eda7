// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

/**
 * How far a trait stands above its usual high-water mark. The past is cut into stretches; only the highest value of
 * each counts, so the measure asks "higher than it ever gets in a stretch this long?" and not "higher than average?",
 * which noisy series are all the time.
 */
final class HighWater {

    private static final int STRETCHES_NEEDED = 2;
    /** Differences below this share of the series' scatter are nothing, also where a series stood perfectly still. */
    private static final double SMALLEST_SPREAD = 0.01;

    private final int stretch;
    private final Spread highs = new Spread();
    private final Spread all = new Spread();
    private double highest = Double.NEGATIVE_INFINITY;
    private int inStretch;

    HighWater(int stretch) {
        this.stretch = stretch;
    }

    /** In units of the spread of the earlier marks; 0 unless this is the highest of its stretch so far. */
    double excess(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        double excess = highs.count() < STRETCHES_NEEDED ? 0 : above(value);
        learn(value);
        return excess;
    }

    private double above(double value) {
        double mark = Math.max(highs.mean(), highest);
        return value > mark ? (value - mark) / Math.max(spread(), SMALLEST_SPREAD) : 0;
    }

    /** The spread of the marks, held by that of all values as if that had been seen once: two marks say little. */
    private double spread() {
        return Math.sqrt((highs.squares() + all.squares() / all.count()) / highs.count());
    }

    private void learn(double value) {
        all.add(value);
        highest = Math.max(highest, value);
        if (++inStretch >= stretch) {
            highs.add(highest);
            highest = Double.NEGATIVE_INFINITY;
            inStretch = 0;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

/**
 * What can be noticed about the latest value: its height and depth, those of its recent means, how rough the series
 * is, how far it lies outside the rhythm of its day, how odd its sequence is. Large always means unusual.
 */
final class Traits {

    static final int COUNT = 18;

    private static final int SHORT = 5;
    private static final int LONG = 24;

    private final Recent shortly = new Recent(SHORT);
    private final Recent lately = new Recent(LONG);
    private final Recent steps = new Recent(LONG);
    private final Recent shortResiduals = new Recent(SHORT);
    private final Recent longResiduals = new Recent(LONG);
    private final Recent rarities = new Recent(LONG);
    private final Recent shortOddities = new Recent(SHORT);
    private final Recent longOddities = new Recent(LONG);
    private final DayRhythm rhythm = new DayRhythm();
    private final Symbols symbols = new Symbols();
    private double previous = Double.NaN;

    /** One number per trait; not a number where the trait cannot be told yet. */
    double[] of(long epochSeconds, double value) {
        double residual = rhythm.residual(epochSeconds, value);
        remember(value, residual);
        double shortMean = shortly.mean();
        double longMean = lately.mean();
        return new double[] {
            value,
            -value,
            shortMean,
            -shortMean,
            longMean,
            -longMean,
            shortly.deviation(),
            lately.deviation(),
            -lately.deviation(),
            steps.mean(),
            -steps.mean(),
            residual,
            -residual,
            Double.isNaN(residual) ? Double.NaN : Math.abs(shortResiduals.mean()),
            Double.isNaN(residual) ? Double.NaN : Math.abs(longResiduals.mean()),
            rarities.mean(),
            shortOddities.mean(),
            longOddities.mean()
        };
    }

    private void remember(double value, double residual) {
        shortly.add(value);
        lately.add(value);
        if (!Double.isNaN(previous)) {
            steps.add(Math.abs(value - previous));
        }
        previous = value;
        if (!Double.isNaN(residual)) {
            shortResiduals.add(residual);
            longResiduals.add(residual);
        }
        symbols.read(value);
        rarities.add(symbols.rarity());
        if (!Double.isNaN(symbols.oddity())) {
            shortOddities.add(symbols.oddity());
            longOddities.add(symbols.oddity());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

import java.util.Arrays;

/**
 * Scores one series of numbers, value by value as they come: 0 is usual, near 1 is without example. A score uses the
 * values up to its own only and the memory is bounded: the first values, at most {@value #MOST_LEARNED}, until the
 * learning ends, then a few kilobytes.
 *
 * <p>How: the value is seen through a {@link Lens} fitted to the first 15 % of the rows. Each {@link Traits trait} of
 * it is compared with the {@link HighWater highest} it got in earlier stretches; the logarithms of the excesses add
 * up. What such a restless series {@link UsualUnrest usually reaches anyhow} is taken off, and {@link Refractory one
 * event is told once}. The score does not depend on the unit or the zero of the values.
 */
public final class SeriesScorer {

    static final int MOST_LEARNED = 750;

    private static final double LEARNED_SHARE = 0.15;
    private static final double PAUSE_SHARE = 0.02;

    private final double[] early;
    private final long[] earlyTimes;
    private final Traits traits = new Traits();
    private final HighWater[] highWaters = new HighWater[Traits.COUNT];
    private final UsualUnrest unrest;
    private final Refractory refractory;
    private Lens lens = new Lens(0, 0);
    private int learned;

    /**
     * @param expectedRows how many values are about to come. The first 15 % of them, {@value #MOST_LEARNED} at most,
     *     are learned from and score 0; stretches and pauses are shares of it. More or fewer may come.
     */
    public SeriesScorer(int expectedRows) {
        if (expectedRows < 1) {
            throw new IllegalArgumentException("expected rows: " + expectedRows + " (expected: > 0)");
        }
        int learning = (int) Math.max(1, Math.min(MOST_LEARNED, Math.floor(LEARNED_SHARE * expectedRows)));
        this.early = new double[learning];
        this.earlyTimes = new long[learning];
        Arrays.setAll(highWaters, trait -> new HighWater(Math.max(2, learning / 2)));
        this.unrest = new UsualUnrest(Math.max(2, learning / 5));
        this.refractory = new Refractory(PAUSE_SHARE * expectedRows);
    }

    /**
     * The score of the next value, in [0, 1].
     *
     * @param epochSeconds when the value was measured; only the hour of the day matters
     * @param value any finite number
     */
    public double score(long epochSeconds, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value: " + value + " (expected: finite)");
        }
        double bounded = Math.max(-Lens.LARGEST, Math.min(Lens.LARGEST, value));
        if (learned < early.length) {
            learn(epochSeconds, bounded);
            return 0;
        }
        double heard = refractory.heard(unrest.beyond(surprise(epochSeconds, bounded)));
        return heard / (1 + heard);
    }

    private void learn(long epochSeconds, double value) {
        early[learned] = value;
        earlyTimes[learned] = epochSeconds;
        learned++;
        if (learned == early.length) {
            lens = Lens.of(early);
            for (int row = 0; row < learned; row++) {
                surprise(earlyTimes[row], early[row]);
            }
        }
    }

    private double surprise(long epochSeconds, double value) {
        lens = lens.movedBy(value);
        double[] noticed = traits.of(epochSeconds, lens.see(value));
        double surprise = 0;
        for (int trait = 0; trait < noticed.length; trait++) {
            surprise += StrictMath.log1p(highWaters[trait].excess(noticed[trait]));
        }
        return surprise;
    }
}

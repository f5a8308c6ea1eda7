// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;

/**
 * A sketch of an identity's work: whoever works alike shares one of its bands with near certainty, whoever does not
 * seldom. So those alike are found without comparing all with all.
 *
 * <p>MinHash with bands (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3): work is a
 * set of features, each quantity as many features as it has units; a band is a hash of the least hashes of
 * {@value #ROWS} random orders. Two sets with a part J of their features in common share a band with a probability of
 * 1 - (1 - J^{@value #ROWS})^{@value #BANDS}: 0.999 at 0.85, 0.02 at 0.3.
 */
final class Sketch {

    static final int BANDS = 12;
    static final int ROWS = 5;

    /** Features of a whole rhythm by the hour of the day. */
    private static final int HOUR_UNITS = 48;
    /** Features of a whole rhythm by the day of the week. */
    private static final int WEEKDAY_UNITS = 14;
    /** Features of all models. */
    private static final int MODEL_UNITS = 16;
    /** Features of one size: neighbours share all but those by which they differ. */
    private static final int SIZE_UNITS = 12;
    /** How far apart in natural logarithms sizes are that differ by one feature. */
    private static final double SIZE_STEP = 0.03;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long[] least = new long[BANDS * ROWS];

    private Sketch() {
        Arrays.fill(least, Long.MAX_VALUE);
    }

    /** The bands of an identity's work. */
    static int[] bands(Workload work) {
        var sketch = new Sketch();
        for (int hour = 0; hour < Workload.HOURS; hour++) {
            sketch.add(hour, work.hourPart(hour) * HOUR_UNITS);
        }
        for (int day = 0; day < Workload.DAYS; day++) {
            sketch.add(Workload.HOURS + day, work.weekdayPart(day) * WEEKDAY_UNITS);
        }
        for (long model : work.models().names()) {
            sketch.add(mixed(model), work.models().part(model) * MODEL_UNITS);
        }
        sketch.addSize(-1, work.inputPerCall());
        sketch.addSize(-2, work.outputPerCall());
        sketch.addSize(-3, work.tokensPerDay());
        return sketch.bands();
    }

    private void add(long dimension, double units) {
        for (int unit = 0; unit < Math.round(units); unit++) {
            feature(mixed(dimension) + unit);
        }
    }

    private void addSize(long dimension, double size) {
        long step = Math.round(size / SIZE_STEP);
        for (int unit = 0; unit < SIZE_UNITS; unit++) {
            feature(mixed(dimension) + step + unit);
        }
    }

    private void feature(long feature) {
        for (int order = 0; order < least.length; order++) {
            least[order] = Math.min(least[order], mixed(feature ^ mixed(order + 1L)));
        }
    }

    private int[] bands() {
        int[] bands = new int[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long hash = band;
            for (int row = 0; row < ROWS; row++) {
                hash = mixed(hash ^ least[band * ROWS + row]);
            }
            bands[band] = (int) (hash >>> Integer.SIZE);
        }
        return bands;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mixed(long value) {
        long mixed = value * MIX;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}

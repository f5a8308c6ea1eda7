// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * The largest of what the calls of a half hour measured, in the hours before: logarithms, one of each measure.
 *
 * <p>They are kept as the largest of each half hour of the clock. The newest whole half hour is left out,
 * so that a change is compared with what was before it for at least half an hour.
 */
final class Shape {

    private static final int BLOCKS = 16;
    private static final int BLOCKS_BACK = 12;
    private static final int LAG_BLOCKS = 2;

    private final int measures;
    /** All blocks of a measure, then those of the next; null until something was measured. */
    private short @Nullable [] largest;

    private long newestBlock;

    /** A memory of so many measures. */
    Shape(int measures) {
        this.measures = measures;
    }

    /** Takes in what the half hour that ends with a minute that is over measured, a logarithm of each measure. */
    void observe(long minute, double... logs) {
        long block = Math.floorDiv(minute, HalfHour.MINUTES);
        short[] known = advanceTo(block);
        if (block > newestBlock - BLOCKS) {
            for (int measure = 0; measure < measures; measure++) {
                int place = place(measure, block);
                known[place] = (short) Math.max(known[place], Log16.pack(logs[measure]));
            }
        }
    }

    /** The largest of a measure in the six hours before; negative infinity when it is not known. */
    double before(int measure, long minute) {
        if (largest == null) {
            return Double.NEGATIVE_INFINITY;
        }
        long block = Math.floorDiv(minute, HalfHour.MINUTES);
        short most = Log16.NONE;
        for (long b = block - LAG_BLOCKS - BLOCKS_BACK + 1; b <= block - LAG_BLOCKS; b++) {
            if (b <= newestBlock && b > newestBlock - BLOCKS) {
                most = (short) Math.max(most, largest[place(measure, b)]);
            }
        }
        return Log16.unpack(most);
    }

    private short[] advanceTo(long block) {
        short[] known = largest;
        if (known == null) {
            known = new short[measures * BLOCKS];
            largest = known;
            newestBlock = block - BLOCKS;
        }
        for (long b = Math.max(newestBlock + 1, block - BLOCKS + 1); b <= block; b++) {
            for (int measure = 0; measure < measures; measure++) {
                known[place(measure, b)] = Log16.NONE;
            }
        }
        newestBlock = Math.max(newestBlock, block);
        return known;
    }

    private static int place(int measure, long block) {
        return measure * BLOCKS + (int) (block & (BLOCKS - 1));
    }

    void write(StateWriter out) {
        out.number(largest == null ? 0 : 1);
        if (largest != null) {
            out.number(newestBlock);
            Log16.write(largest, out);
        }
    }

    static Shape read(int measures, StateReader in) {
        var shape = new Shape(measures);
        if (in.number() == 1) {
            shape.newestBlock = in.number();
            short[] known = new short[measures * BLOCKS];
            Log16.read(known, in);
            shape.largest = known;
        }
        return shape;
    }
}

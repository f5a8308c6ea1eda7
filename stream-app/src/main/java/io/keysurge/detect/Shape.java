// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

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

    private final short[][] largest;
    private long newestBlock;
    private boolean started;

    /** A memory of so many measures. */
    Shape(int measures) {
        largest = new short[measures][BLOCKS];
    }

    /** Takes in what the half hour that ends with a minute that is over measured, a logarithm of each measure. */
    void observe(long minute, double... logs) {
        long block = Math.floorDiv(minute, HalfHour.MINUTES);
        advanceTo(block);
        if (block > newestBlock - BLOCKS) {
            int slot = slot(block);
            for (int measure = 0; measure < largest.length; measure++) {
                largest[measure][slot] = (short) Math.max(largest[measure][slot], Log16.pack(logs[measure]));
            }
        }
    }

    /** The largest of a measure in the six hours before; negative infinity when it is not known. */
    double before(int measure, long minute) {
        return before(largest[measure], minute);
    }

    private void advanceTo(long block) {
        if (!started) {
            started = true;
            newestBlock = block - BLOCKS;
        }
        for (long b = Math.max(newestBlock + 1, block - BLOCKS + 1); b <= block; b++) {
            for (short[] each : largest) {
                each[slot(b)] = Log16.NONE;
            }
        }
        newestBlock = Math.max(newestBlock, block);
    }

    private double before(short[] values, long minute) {
        long block = Math.floorDiv(minute, HalfHour.MINUTES);
        short largest = Log16.NONE;
        for (long b = block - LAG_BLOCKS - BLOCKS_BACK + 1; b <= block - LAG_BLOCKS; b++) {
            if (b <= newestBlock && b > newestBlock - BLOCKS) {
                largest = (short) Math.max(largest, values[slot(b)]);
            }
        }
        return Log16.unpack(largest);
    }

    private static int slot(long block) {
        return (int) (block & (BLOCKS - 1));
    }

    void write(StateWriter out) {
        out.number(started ? 1 : 0);
        if (started) {
            out.number(newestBlock);
            for (short[] each : largest) {
                Log16.write(each, out);
            }
        }
    }

    static Shape read(int measures, StateReader in) {
        var shape = new Shape(measures);
        shape.started = in.number() == 1;
        if (shape.started) {
            shape.newestBlock = in.number();
            for (short[] each : shape.largest) {
                Log16.read(each, in);
            }
        }
        return shape;
    }
}

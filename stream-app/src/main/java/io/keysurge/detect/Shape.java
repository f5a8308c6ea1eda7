// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * The largest tokens per call, sent and produced, in the hours before.
 *
 * <p>They are kept as the largest of each half hour of the clock. The newest whole half hour is left out,
 * so that a change is compared with what was before it for at least half an hour.
 */
final class Shape {

    private static final int BLOCKS = 16;
    private static final int BLOCKS_BACK = 12;
    private static final int LAG_BLOCKS = 2;

    private final short[] inputs = new short[BLOCKS];
    private final short[] outputs = new short[BLOCKS];
    private long newestBlock;
    private boolean started;

    /** The largest input per call of the six hours before; negative infinity when it is not known. */
    double inputBefore(long minute) {
        return before(inputs, minute);
    }

    /** The largest output per call of the six hours before; negative infinity when it is not known. */
    double outputBefore(long minute) {
        return before(outputs, minute);
    }

    /** Takes in the half hour that ends with a minute that is over. */
    void observe(long minute, HalfHour halfHour) {
        if (!halfHour.saysEnough()) {
            return;
        }
        long block = Math.floorDiv(minute, HalfHour.MINUTES);
        advanceTo(block);
        if (block > newestBlock - BLOCKS) {
            int slot = slot(block);
            inputs[slot] =
                    (short) Math.max(inputs[slot], Log16.pack(Feature.INPUT_PER_CALL.log(halfHour.inputPerCall())));
            outputs[slot] =
                    (short) Math.max(outputs[slot], Log16.pack(Feature.OUTPUT_PER_CALL.log(halfHour.outputPerCall())));
        }
    }

    private void advanceTo(long block) {
        if (!started) {
            started = true;
            newestBlock = block - BLOCKS;
        }
        for (long b = Math.max(newestBlock + 1, block - BLOCKS + 1); b <= block; b++) {
            inputs[slot(b)] = Log16.NONE;
            outputs[slot(b)] = Log16.NONE;
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
            Log16.write(inputs, out);
            Log16.write(outputs, out);
        }
    }

    static Shape read(StateReader in) {
        var shape = new Shape();
        shape.started = in.number() == 1;
        if (shape.started) {
            shape.newestBlock = in.number();
            Log16.read(shape.inputs, in);
            Log16.read(shape.outputs, in);
        }
        return shape;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import static io.keysurge.serde.positional.Binary.DOUBTFUL;

import org.apache.avro.Schema;

/** Passes over values, and looks at each of them: a value that another reader would stumble over is not passed. */
final class Skipper {

    private static final int DEEPEST = 32;

    private final long[] number = new long[1];

    /** Where a value ends. */
    int pass(Shape shape, byte[] bytes, int at) {
        return pass(shape, bytes, at, 0);
    }

    private int pass(Shape shape, byte[] bytes, int at, int depth) {
        if (depth > DEEPEST) {
            return DOUBTFUL;
        }
        return switch (shape.type) {
            case NULL -> at;
            case BOOLEAN -> Binary.flag(bytes, at, number, 0);
            case INT -> passInt(bytes, at);
            case LONG -> Binary.number(bytes, at, number, 0);
            case FLOAT, DOUBLE, FIXED -> shape.size <= bytes.length - at ? at + shape.size : DOUBTFUL;
            case STRING, BYTES -> Binary.passLength(bytes, at);
            case ENUM -> passIndex(shape.size, bytes, at);
            case UNION -> passUnion(shape, bytes, at, depth + 1);
            case RECORD -> passRecord(shape, bytes, at, depth + 1);
            case ARRAY, MAP -> passBlocks(shape, bytes, at, depth + 1);
        };
    }

    private int passInt(byte[] bytes, int at) {
        int next = Binary.number(bytes, at, number, 0);
        return number[0] == (int) number[0] ? next : DOUBTFUL;
    }

    private int passIndex(int bound, byte[] bytes, int at) {
        int next = Binary.number(bytes, at, number, 0);
        return number[0] >= 0 && number[0] < bound ? next : DOUBTFUL;
    }

    private int passUnion(Shape shape, byte[] bytes, int at, int depth) {
        int next = passIndex(shape.parts.length, bytes, at);
        return next < 0 ? DOUBTFUL : pass(shape.parts[(int) number[0]], bytes, next, depth);
    }

    private int passRecord(Shape shape, byte[] bytes, int from, int depth) {
        int at = from;
        for (int i = 0; i < shape.parts.length && at >= 0; i++) {
            at = pass(shape.parts[i], bytes, at, depth);
        }
        return at;
    }

    private int passBlocks(Shape shape, byte[] bytes, int from, int depth) {
        Shape item = shape.parts[0];
        boolean hasKeys = shape.type == Schema.Type.MAP;
        int at = from;
        while (true) {
            at = block(bytes, at);
            if (at < 0 || items == 0) {
                return at;
            }
            int blockEnd = this.blockEnd;
            int left = items;
            while (left > 0 && at >= 0) {
                int next = hasKeys ? Binary.passLength(bytes, at) : at;
                next = next < 0 ? DOUBTFUL : pass(item, bytes, next, depth);
                at = next == at ? DOUBTFUL : next;
                left--;
            }
            if (at < 0 || (blockEnd >= 0 && at != blockEnd)) {
                return DOUBTFUL;
            }
        }
    }

    /** How many items the block has that {@link #block} has just read the head of; 0 after the last. */
    int items;
    /** Where that block must end; negative when it does not say. */
    int blockEnd;

    /** Reads the head of the next block of an array or a map; answers where its items begin. */
    int block(byte[] bytes, int at) {
        int begin = Binary.number(bytes, at, number, 0);
        long count = number[0];
        blockEnd = DOUBTFUL;
        if (begin >= 0 && count < 0) {
            count = -count;
            begin = Binary.number(bytes, begin, number, 0);
            if (begin < 0 || number[0] < 0 || number[0] > bytes.length - begin) {
                return DOUBTFUL;
            }
            blockEnd = begin + (int) number[0];
        }
        // An item has at least one byte: those that have none are left to the other reader.
        if (begin < 0 || count < 0 || count > bytes.length - begin) {
            return DOUBTFUL;
        }
        items = (int) count;
        return begin;
    }
}

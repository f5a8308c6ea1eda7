// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

/**
 * Avro's numbers and lengths in the bytes of a record. Positions go in and positions come out: nothing is kept that the
 * processor would have to write back and read again.
 *
 * <p>Stricter than Avro: each number has one spelling.
 */
final class Binary {

    /** In place of a position: what is here is not what it should be. */
    static final int DOUBTFUL = -1;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int LAST_SHIFT = 63;

    private Binary() {}

    /**
     * Reads an int or a long.
     *
     * @param into takes it, at {@code slot}
     * @return where it ends
     */
    static int number(byte[] bytes, int at, long[] into, int slot) {
        if (at >= bytes.length) {
            return DOUBTFUL;
        }
        long first = bytes[at];
        if (first >= 0) {
            into[slot] = signed(first);
            return at + 1;
        }
        if (at + Long.BYTES <= bytes.length) {
            long word = Texts.word(bytes, at);
            long ends = ~word & HIGH_BITS;
            if (ends != 0) {
                int bits = Long.numberOfTrailingZeros(ends) + 1;
                into[slot] = signed(sevens(word & (-1L >>> (Long.SIZE - bits))));
                // A last byte of nothing but zeros is a longer spelling.
                return (word >>> (bits - Byte.SIZE) & 0x7f) == 0 ? DOUBTFUL : at + bits / Byte.SIZE;
            }
        }
        return longNumber(bytes, at, into, slot);
    }

    private static int longNumber(byte[] bytes, int from, long[] into, int slot) {
        long value = 0;
        int at = from;
        for (int shift = 0; shift <= LAST_SHIFT && at < bytes.length; shift += 7) {
            long next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                into[slot] = signed(value);
                return next == 0 || (shift == LAST_SHIFT && next > 1) ? DOUBTFUL : at;
            }
        }
        return DOUBTFUL;
    }

    /** Eight times seven bits, moved together. */
    private static long sevens(long word) {
        long twos = (word & 0x007f_007f_007f_007fL) | ((word & 0x7f00_7f00_7f00_7f00L) >>> 1);
        long fours = (twos & 0x0000_3fff_0000_3fffL) | ((twos & 0x3fff_0000_3fff_0000L) >>> 2);
        return (fours & 0x0fff_ffffL) | ((fours & 0x0fff_ffff_0000_0000L) >>> 4);
    }

    private static long signed(long zigzag) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /**
     * Reads the length of a text or of bytes, all of which are there.
     *
     * @return where they begin and, 32 bits higher, how many they are; negative when doubtful
     */
    static long length(byte[] bytes, int at) {
        if (at >= bytes.length) {
            return DOUBTFUL;
        }
        int first = bytes[at];
        int begin = at + 1;
        int zigzag = first;
        if (first < 0) {
            if (begin >= bytes.length) {
                return DOUBTFUL;
            }
            int second = bytes[begin++];
            if (second <= 0) {
                return second == 0 ? DOUBTFUL : longLength(bytes, at);
            }
            zigzag = (first & 0x7f) | (second << 7);
        }
        int length = zigzag >>> 1;
        return (zigzag & 1) != 0 || length > bytes.length - begin ? DOUBTFUL : spot(begin, length);
    }

    private static long longLength(byte[] bytes, int at) {
        long[] length = new long[1];
        int begin = longNumber(bytes, at, length, 0);
        return begin < 0 || length[0] < 0 || length[0] > bytes.length - begin ? DOUBTFUL : spot(begin, (int) length[0]);
    }

    private static long spot(int begin, int length) {
        return ((long) length << Integer.SIZE) | begin;
    }

    /** Where the text or the bytes end whose length is here. */
    static int passLength(byte[] bytes, int at) {
        long spot = length(bytes, at);
        return spot < 0 ? DOUBTFUL : (int) spot + (int) (spot >>> Integer.SIZE);
    }

    /** Where the boolean ends. */
    static int flag(byte[] bytes, int at, long[] into, int slot) {
        if (at >= bytes.length || (bytes[at] & ~1) != 0) {
            return DOUBTFUL;
        }
        into[slot] = bytes[at];
        return at + 1;
    }
}

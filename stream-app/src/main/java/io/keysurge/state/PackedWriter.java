// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packs state into few bytes: whole numbers as zigzag varints, reals as eight bytes or four, texts as length and UTF-8.
 */
public final class PackedWriter implements StateWriter {

    private static final int INITIAL_BYTES = 512;
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    @Override
    public void number(long value) {
        ensure(LONGEST_VARINT);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    @Override
    public void bits(long value) {
        ensure(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    @Override
    public void octet(byte value) {
        ensure(Byte.BYTES);
        bytes[size++] = value;
    }

    @Override
    public void brief(short value) {
        ensure(Short.BYTES);
        bytes[size++] = (byte) (value >>> Byte.SIZE);
        bytes[size++] = (byte) value;
    }

    @Override
    public void single(float value) {
        int bits = Float.floatToIntBits(value);
        brief((short) (bits >>> Short.SIZE));
        brief((short) bits);
    }

    @Override
    public void real(double value) {
        bits(Double.doubleToLongBits(value));
    }

    @Override
    public void text(@Nullable String value) {
        if (value == null) {
            number(-1);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** What was written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}

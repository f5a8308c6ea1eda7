// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.StateWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packs state into few bytes: whole numbers as zigzag varints, reals as eight bytes or four, texts as length and UTF-8.
 */
public final class PackedWriter implements StateWriter {

    private static final int INITIAL_BYTES = 2048;
    private static final int LONGEST_VARINT = 10;
    private static final int LAST_OF_ASCII = 0x7F;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    @Override
    public void number(long value) {
        ensure(LONGEST_VARINT);
        byte[] into = bytes;
        int at = size;
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            into[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        into[at++] = (byte) rest;
        size = at;
    }

    @Override
    public void bits(long value) {
        ensure(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    @Override
    public void octet(byte value) {
        ensure(Byte.BYTES);
        bytes[size++] = value;
    }

    @Override
    public void brief(short value) {
        ensure(Short.BYTES);
        SHORTS.set(bytes, size, value);
        size += Short.BYTES;
    }

    @Override
    public void single(float value) {
        ensure(Float.BYTES);
        INTS.set(bytes, size, Float.floatToIntBits(value));
        size += Float.BYTES;
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
        int before = size;
        if (!ascii(value)) {
            size = before;
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            ensure(utf8.length);
            System.arraycopy(utf8, 0, bytes, size, utf8.length);
            size += utf8.length;
        }
    }

    /** Writes a text whose bytes are its characters, as most are; stops and says so at the first that is not. */
    private boolean ascii(String value) {
        int length = value.length();
        number(length);
        ensure(length);
        for (int i = 0; i < length; i++) {
            char character = value.charAt(i);
            if (character > LAST_OF_ASCII) {
                return false;
            }
            bytes[size + i] = (byte) character;
        }
        size += length;
        return true;
    }

    /** What was written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Begins anew. */
    void clear() {
        size = 0;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.StateReader;
import io.keysurge.serde.positional.RepeatedTexts;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Unpacks what {@link PackedWriter} packed. */
public final class PackedReader implements StateReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final @Nullable RepeatedTexts repeated;
    private int next;

    /** Reads these bytes from their beginning. */
    public PackedReader(byte[] bytes) {
        this(bytes, null);
    }

    /**
     * Reads these bytes from their beginning.
     *
     * @param repeated what many of the same layout repeat; null when they are few
     */
    PackedReader(byte[] bytes, @Nullable RepeatedTexts repeated) {
        this.bytes = bytes;
        this.repeated = repeated;
    }

    @Override
    public long number() {
        byte[] from = bytes;
        int at = next;
        long value = 0;
        int shift = 0;
        byte part;
        do {
            part = from[at++];
            value |= (part & 0x7FL) << shift;
            shift += 7;
        } while (part < 0);
        next = at;
        return (value >>> 1) ^ -(value & 1);
    }

    @Override
    public long bits() {
        long value = (long) LONGS.get(bytes, next);
        next += Long.BYTES;
        return value;
    }

    @Override
    public byte octet() {
        return bytes[next++];
    }

    @Override
    public short brief() {
        short value = (short) SHORTS.get(bytes, next);
        next += Short.BYTES;
        return value;
    }

    @Override
    public float single() {
        int bits = (int) INTS.get(bytes, next);
        next += Float.BYTES;
        return Float.intBitsToFloat(bits);
    }

    @Override
    public double real() {
        return Double.longBitsToDouble(bits());
    }

    @Override
    public @Nullable String text() {
        int length = count();
        if (length < 0) {
            return null;
        }
        String text = repeated == null
                ? new String(bytes, next, length, StandardCharsets.UTF_8)
                : repeated.any(bytes, next, length);
        next += length;
        return text;
    }

    /** True when everything was read. */
    public boolean atEnd() {
        return next == bytes.length;
    }
}

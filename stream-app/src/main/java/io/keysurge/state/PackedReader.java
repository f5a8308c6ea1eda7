// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.StateReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Unpacks what {@link PackedWriter} packed. */
public final class PackedReader implements StateReader {

    private final byte[] bytes;
    private int next;

    /** Reads these bytes from their beginning. */
    public PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long number() {
        long value = 0;
        int shift = 0;
        byte part;
        do {
            part = bytes[next++];
            value |= (part & 0x7FL) << shift;
            shift += 7;
        } while (part < 0);
        return (value >>> 1) ^ -(value & 1);
    }

    @Override
    public long bits() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (bytes[next++] & 0xFF);
        }
        return value;
    }

    @Override
    public byte octet() {
        return bytes[next++];
    }

    @Override
    public short brief() {
        int high = bytes[next++];
        return (short) ((high << Byte.SIZE) | (bytes[next++] & 0xFF));
    }

    @Override
    public float single() {
        int high = brief();
        return Float.intBitsToFloat((high << Short.SIZE) | (brief() & 0xFFFF));
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
        String text = new String(bytes, next, length, StandardCharsets.UTF_8);
        next += length;
        return text;
    }

    /** True when everything was read. */
    public boolean atEnd() {
        return next == bytes.length;
    }
}

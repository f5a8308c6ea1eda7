// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Texts in bytes, eight at a time. */
final class Texts {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long SPACES = 0x2020_2020_2020_2020L;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final int REPLACEMENT = 0xfffd;

    private Texts() {}

    /** The eight bytes from here, in an order of its own. */
    static long word(byte[] bytes, int at) {
        return (long) WORD.get(bytes, at);
    }

    /** The first eight bytes of a text; zeros in place of what it does not have. */
    static long head(byte[] bytes, int at, int length) {
        if (length >= Long.BYTES) {
            return word(bytes, at);
        }
        if (length > 0 && at + Long.BYTES <= bytes.length) {
            return word(bytes, at) & (-1L >>> (Long.SIZE - length * Byte.SIZE));
        }
        long head = 0;
        for (int i = 0; i < length; i++) {
            head |= (bytes[at + i] & 0xffL) << (i * Byte.SIZE);
        }
        return head;
    }

    /** True when a text is these bytes, of which the first eight are known to be the same. */
    static boolean isSame(byte[] text, byte[] bytes, int at) {
        int last = text.length - Long.BYTES;
        for (int i = Long.BYTES; i < last; i += Long.BYTES) {
            if (word(text, i) != word(bytes, at + i)) {
                return false;
            }
        }
        return last <= 0 || word(text, last) == word(bytes, at + last);
    }

    /** True when a text is these bytes. */
    static boolean isText(byte[] text, byte[] bytes, int at, int length) {
        return text.length == length && head(text, 0, length) == head(bytes, at, length) && isSame(text, bytes, at);
    }

    /** True when all bytes are printable ASCII: valid UTF-8, one character each, no control characters. */
    static boolean isPlain(byte[] bytes, int at, int length) {
        int last = at + length - Long.BYTES;
        if (last < at) {
            // Spaces in place of the bytes that there are not.
            return doubts(head(bytes, at, length) | (SPACES << (length * Byte.SIZE))) == 0;
        }
        long doubts = doubts(word(bytes, last));
        for (int here = at; here < last; here += Long.BYTES) {
            doubts |= doubts(word(bytes, here));
        }
        return doubts == 0;
    }

    /** Not 0 when a byte is above 0x7e or below 0x20. Carries go upwards only, past a byte that is in doubt itself. */
    private static long doubts(long word) {
        return (word | (word - SPACES) | (word + ONES)) & HIGH_BITS;
    }

    /** A text without control characters; null when it has some, is too long, or malformed. */
    static @Nullable String clean(byte[] bytes, int at, int length, int longest) {
        if (isPlain(bytes, at, length)) {
            return length <= longest ? new String(bytes, at, length, StandardCharsets.ISO_8859_1) : null;
        }
        String text = any(bytes, at, length);
        return text == null || text.length() > longest || text.chars().anyMatch(Character::isISOControl) ? null : text;
    }

    /** True when it is a text without control characters, not too long and well formed. */
    static boolean isClean(byte[] bytes, int at, int length, int longest) {
        return isPlain(bytes, at, length) ? length <= longest : clean(bytes, at, length, longest) != null;
    }

    /** Any text; null when it is malformed. */
    static @Nullable String any(byte[] bytes, int at, int length) {
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) >= 0 ? null : text;
    }
}

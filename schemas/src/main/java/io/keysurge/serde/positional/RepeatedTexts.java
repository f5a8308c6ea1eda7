// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that records repeat, so that each is made once and not once per record. For one thread.
 *
 * <p>Room for so many short ones, each in the one place that its bytes name; whoever comes takes it. Names made to collide
 * cost what they would cost without it, and never more memory.
 */
public final class RepeatedTexts {

    /** Most texts kept: with the longest of texts, about 300 kB. */
    static final int PLACES = 2_048;
    /** Most bytes of a text that is kept. */
    static final int LONGEST = 64;

    /** Texts of so many bytes are nothing but their first, middle and last words. */
    private static final int THREE_WORDS = 3 * Long.BYTES;

    /** Most bytes of a text that {@link #any} keeps: names of things are shorter, hashes and ids of events longer. */
    private static final int LONGEST_NAME = 32;

    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);

    private final @Nullable Kept[] places = new Kept[PLACES];

    /** None is kept yet. */
    public RepeatedTexts() {}

    /** Any text in UTF-8. */
    public String any(byte[] bytes, int at, int length) {
        String name = length > LONGEST_NAME ? null : clean(bytes, at, length, LONGEST_NAME);
        return name == null ? new String(bytes, at, length, StandardCharsets.UTF_8) : name;
    }

    /** A text without control characters; null when it has some, is too long, or malformed. */
    @Nullable
    String clean(byte[] bytes, int at, int length, int longest) {
        if (length > LONGEST || length > longest) {
            return Texts.clean(bytes, at, length, longest);
        }
        long first = Texts.head(bytes, at, length);
        long middle = 0;
        long last = 0;
        if (length > Long.BYTES) {
            middle = Texts.word(bytes, at + (length - Long.BYTES) / 2);
            last = Texts.word(bytes, at + length - Long.BYTES);
        }
        int place = place(first, middle, last);
        Kept kept = places[place];
        if (kept != null
                && kept.first == first
                && kept.last == last
                && kept.middle == middle
                && kept.key.length == length
                && (length <= THREE_WORDS || Texts.isSame(kept.key, bytes, at))) {
            return kept.text;
        }
        String text = Texts.clean(bytes, at, length, longest);
        if (text != null) {
            places[place] = new Kept(first, middle, last, Arrays.copyOfRange(bytes, at, at + length), text);
        }
        return text;
    }

    /** How many texts are kept. */
    int size() {
        return (int) Arrays.stream(places).filter(kept -> kept != null).count();
    }

    /** Three multiplications that need not wait for each other. */
    private static int place(long first, long middle, long last) {
        long mixed =
                (first * 0x9e37_79b9_7f4a_7c15L) ^ (middle * 0xc2b2_ae3d_27d4_eb4fL) ^ (last * 0x1656_67b1_9e37_79f9L);
        return (int) (((mixed ^ (mixed >>> 29)) * 0x9e37_79b9_7f4a_7c15L) >>> SHIFT);
    }

    private static final class Kept {

        private final long first;
        private final long middle;
        private final long last;
        private final byte[] key;
        private final String text;

        Kept(long first, long middle, long last, byte[] key, String text) {
            this.first = first;
            this.middle = middle;
            this.last = last;
            this.key = key;
            this.text = text;
        }
    }
}

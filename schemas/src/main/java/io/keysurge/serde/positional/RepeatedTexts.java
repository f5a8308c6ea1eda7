// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Texts that records repeat, so that each is made once and not once per record. For one thread.
 *
 * <p>Room for so many short ones, each in one of the two places that its bytes name; whoever comes takes that of the one
 * who came first. Names made to collide cost what they would cost without it, and never more memory. Room is made as it
 * is needed: most fields have few texts.
 */
public final class RepeatedTexts {

    /** Most texts kept: with the longest of texts, about 600 kB. A power of two. */
    static final int PLACES = 4_096;

    private static final int FIRST_PLACES = 16;

    /** Words of a place: what its text is known by, and its bytes. A line of most processors' caches. */
    private static final int WORDS = 8;
    /** Most bytes of a text that is kept. */
    static final int LONGEST = (WORDS - 1) * Long.BYTES;

    /** Most bytes of a text that {@link #any} keeps: names of things are shorter, hashes and ids of events longer. */
    private static final int LONGEST_NAME = 32;

    private static final int LENGTH_BITS = 6;
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private long[] words = new long[FIRST_PLACES * WORDS];
    private @Nullable String[] texts = new String[FIRST_PLACES];

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
        if (length == 0 || length > LONGEST || length > longest) {
            return Texts.clean(bytes, at, length, longest);
        }
        long mark = mark(bytes, at, length);
        int newer = place(mark);
        if (holds(newer, mark, bytes, at, length)) {
            return texts[newer];
        }
        if (holds(newer + 1, mark, bytes, at, length)) {
            return texts[newer + 1];
        }
        String text = Texts.clean(bytes, at, length, longest);
        if (text != null) {
            if (texts[newer + 1] != null && texts.length < PLACES) {
                grow();
            }
            keep(text, mark, bytes, at, length);
        }
        return text;
    }

    /** How many texts are kept. */
    int size() {
        return (int) Arrays.stream(texts).filter(Objects::nonNull).count();
    }

    /** The length of a text, and above it what its bytes mix to; never 0. */
    private static long mark(byte[] bytes, int at, int length) {
        long mixed = tail(bytes, at, length);
        for (int i = 0; i < length - Long.BYTES; i += Long.BYTES) {
            mixed = (mixed * GOLDEN) ^ Texts.word(bytes, at + i);
        }
        mixed = (mixed ^ (mixed >>> 29)) * GOLDEN;
        return ((mixed ^ (mixed >>> 32)) << LENGTH_BITS) | length;
    }

    /** The last eight bytes of a text, or all that it has. */
    private static long tail(byte[] bytes, int at, int length) {
        return length < Long.BYTES ? Texts.head(bytes, at, length) : Texts.word(bytes, at + length - Long.BYTES);
    }

    /** The first of a text's two places. */
    private int place(long mark) {
        return 2 * ((int) (mark >>> LENGTH_BITS) & (texts.length / 2 - 1));
    }

    private boolean holds(int place, long mark, byte[] bytes, int at, int length) {
        int word = place * WORDS;
        if (words[word] != mark) {
            return false;
        }
        for (int i = 0; i < length - Long.BYTES; i += Long.BYTES) {
            if (words[++word] != Texts.word(bytes, at + i)) {
                return false;
            }
        }
        return words[++word] == tail(bytes, at, length);
    }

    private void keep(String text, long mark, byte[] bytes, int at, int length) {
        int word = WORDS * makeRoom(mark, text);
        words[word] = mark;
        for (int i = 0; i < length - Long.BYTES; i += Long.BYTES) {
            words[++word] = Texts.word(bytes, at + i);
        }
        words[++word] = tail(bytes, at, length);
    }

    /** Puts a text into the first of its places, and what was there into the second. */
    private int makeRoom(long mark, String text) {
        int place = place(mark);
        System.arraycopy(words, place * WORDS, words, (place + 1) * WORDS, WORDS);
        texts[place + 1] = texts[place];
        texts[place] = text;
        return place;
    }

    private void grow() {
        long[] before = words;
        @Nullable String[] textsBefore = texts;
        words = new long[2 * before.length];
        texts = new String[2 * textsBefore.length];
        for (int place = textsBefore.length - 1; place >= 0; place--) {
            String text = textsBefore[place];
            if (text != null) {
                int word = place * WORDS;
                System.arraycopy(before, word, words, WORDS * makeRoom(before[word], text), WORDS);
            }
        }
    }
}

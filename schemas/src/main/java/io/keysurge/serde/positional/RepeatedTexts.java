// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that records repeat, so that each is made once and not once per record. For one thread.
 *
 * <p>Room for so many short ones, each in the one place that its bytes name; whoever comes takes it. Names made to collide
 * cost what they would cost without it, and never more memory.
 */
final class RepeatedTexts {

    /** Most texts kept: with the longest of texts, well below a megabyte. */
    static final int PLACES = 4_096;
    /** Most bytes of a text that is kept. */
    static final int LONGEST = 64;

    private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;
    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);

    /** The first word of each text, so that most strangers are known for strangers at once. */
    private final long[] heads = new long[PLACES];

    private final byte[] @Nullable [] keys = new byte[PLACES][];
    private final @Nullable String[] texts = new String[PLACES];

    /** A text without control characters; null when it has some, is too long, or malformed. */
    @Nullable
    String clean(byte[] bytes, int at, int length, int longest) {
        if (length > LONGEST || length > longest) {
            return Texts.clean(bytes, at, length, longest);
        }
        long head = Texts.head(bytes, at, length);
        int place = place(bytes, at, length, head);
        byte[] key = keys[place];
        if (key != null && heads[place] == head && key.length == length && Texts.isSame(key, bytes, at)) {
            return texts[place];
        }
        String text = Texts.clean(bytes, at, length, longest);
        if (text != null) {
            heads[place] = head;
            keys[place] = Arrays.copyOfRange(bytes, at, at + length);
            texts[place] = text;
        }
        return text;
    }

    /** How many texts are kept. */
    int size() {
        int size = 0;
        for (String text : texts) {
            size += text == null ? 0 : 1;
        }
        return size;
    }

    /** Three words tell nearly all names apart, and are quicker than all words. */
    private static int place(byte[] bytes, int at, int length, long head) {
        long hash = mixed(length, head);
        if (length > Long.BYTES) {
            hash = mixed(hash, Texts.word(bytes, at + length - Long.BYTES));
            hash = mixed(hash, Texts.word(bytes, at + (length - Long.BYTES) / 2));
        }
        return (int) (hash >>> SHIFT);
    }

    private static long mixed(long hash, long word) {
        long product = (hash ^ word) * FACTOR;
        return product ^ (product >>> 32);
    }
}

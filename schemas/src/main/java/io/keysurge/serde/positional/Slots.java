// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import org.jspecify.annotations.Nullable;

/** The wanted fields of one record. */
public final class Slots {

    final @Nullable String[] texts;
    final long[] numbers;

    /**
     * Slots with the values of fields that are not there.
     *
     * @param texts by slot
     * @param numbers by slot
     */
    public Slots(@Nullable String[] texts, long[] numbers) {
        this.texts = texts.clone();
        this.numbers = numbers.clone();
    }

    /** Slots of their own with the same values. */
    public Slots copy() {
        return new Slots(texts, numbers);
    }

    /** The text in a slot; null when the record has none. */
    public @Nullable String text(int slot) {
        return texts[slot];
    }

    /** The number in a slot. */
    public long number(int slot) {
        return numbers[slot];
    }

    /** Puts a text into a slot. */
    public void text(int slot, @Nullable String text) {
        texts[slot] = text;
    }

    /** Puts a number into a slot. */
    public void number(int slot, long number) {
        numbers[slot] = number;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/** Gives a profile's state back, in the order in which a {@link StateWriter} took it. */
public interface StateReader {

    /** A whole number. */
    long number();

    /** A whole number that an int holds. */
    default int count() {
        return Math.toIntExact(number());
    }

    /** Sixty-four bits. */
    long bits();

    /** Eight bits. */
    byte octet();

    /** Sixteen bits. */
    short brief();

    /** A finite real number to seven digits. */
    float single();

    /** A finite real number. */
    double real();

    /** A text, or null. */
    @Nullable
    String text();

    /** A text that was never null when it was written. */
    default String name() {
        String text = text();
        if (text == null) {
            throw new IllegalStateException("state: null (expected: a text)");
        }
        return text;
    }
}

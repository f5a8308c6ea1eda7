// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/** Takes a profile's state apart, field by field, in a fixed order. */
public interface StateWriter {

    /** A whole number; small ones are cheap. */
    void number(long value);

    /** Sixty-four bits of which none is likelier than another, such as a hash. */
    void bits(long value);

    /** Eight bits. */
    void octet(byte value);

    /** Sixteen bits. */
    void brief(short value);

    /** A finite real number to seven digits. */
    void single(float value);

    /** A finite real number. */
    void real(double value);

    /** A text, or null. */
    void text(@Nullable String value);
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import org.apache.avro.Schema;

/**
 * What is wanted of one field, and what it must be like. Texts are never malformed UTF-8; unless said otherwise they have
 * no control characters. A field that is null, or that the writer does not know, leaves its slot as it is.
 *
 * @param code how it is read
 * @param type the only type of value that it is read from
 * @param slot the slot of texts or numbers that takes it; unused where it is only checked
 * @param longest most UTF-16 units of a text
 * @param most most entries of a list
 */
public record Want(int code, Schema.Type type, int slot, int longest, int most) {

    private static final int ANY = Integer.MAX_VALUE;

    /** A text that is not empty and that other records repeat. */
    public static Want name(int slot, int longest) {
        return new Want(Code.NAME, Schema.Type.STRING, slot, longest, ANY);
    }

    /** A text that is not empty, that other records repeat, and that is the key of its record. */
    public static Want key(int slot, int longest) {
        return new Want(Code.KEY, Schema.Type.STRING, slot, longest, ANY);
    }

    /** A text that is not empty and that no other record repeats. */
    public static Want id(int slot, int longest) {
        return new Want(Code.ID, Schema.Type.STRING, slot, longest, ANY);
    }

    /** Any text at all, control characters included. */
    public static Want label(int slot) {
        return new Want(Code.LABEL, Schema.Type.STRING, slot, ANY, ANY);
    }

    /** A text that may be empty. */
    public static Want description(int slot, int longest) {
        return new Want(Code.DESCRIPTION, Schema.Type.STRING, slot, longest, ANY);
    }

    /** A text that may be empty, checked and not kept. */
    public static Want described(int longest) {
        return new Want(Code.DESCRIBED, Schema.Type.STRING, 0, longest, ANY);
    }

    /** A list of texts that may be empty, checked and not kept. */
    public static Want describedList(int longest, int most) {
        return new Want(Code.DESCRIBED_LIST, Schema.Type.ARRAY, 0, longest, most);
    }

    /** A long, of any logical type. */
    public static Want number(int slot) {
        return new Want(Code.NUMBER, Schema.Type.LONG, slot, 0, ANY);
    }

    /** A boolean, as 0 or 1. */
    public static Want flag(int slot) {
        return new Want(Code.FLAG, Schema.Type.BOOLEAN, slot, 0, ANY);
    }

    /** A symbol of the reader's enum, as a text. */
    public static Want symbol(int slot) {
        return new Want(Code.SYMBOL, Schema.Type.ENUM, slot, 0, ANY);
    }

    /** The unscaled number of a decimal of at most eight bytes that is not negative. */
    public static Want decimal(int slot) {
        return new Want(Code.DECIMAL, Schema.Type.BYTES, slot, 0, ANY);
    }

    /** Nothing: the value is passed over. */
    static Want pass(boolean hasLength) {
        return new Want(hasLength ? Code.PASS_LENGTH : Code.PASS, Schema.Type.NULL, 0, 0, ANY);
    }
}

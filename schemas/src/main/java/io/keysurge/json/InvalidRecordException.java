// SPDX-License-Identifier: Apache-2.0
package io.keysurge.json;

/** A JSON text is not a record of the contract asked for. Repeats no secret and little of the text. */
public final class InvalidRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String why;

    /**
     * A record refused for one reason.
     *
     * @param field the path of the field concerned, such as {@code budgets[0].limit}; empty when it is the whole text
     * @param why what it is, in brackets what it should be
     */
    public InvalidRecordException(String field, String why) {
        super(field.isEmpty() ? why : field + ": " + why);
        this.field = field;
        this.why = why;
    }

    /** The path of the field concerned, such as {@code budgets[0].limit}; empty when it is the whole text. */
    public String field() {
        return field;
    }

    /** What is wrong, without the field: what it is and, in brackets, what it should be. */
    public String why() {
        return why;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

/** One field of a record cannot be read. Carries no stack trace: a file may hold millions of them. */
final class MisfitException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * A record refused for one field.
     *
     * @param field where in the payload
     * @param why what is there and, in brackets, what is expected; never a secret
     */
    MisfitException(String field, String why) {
        super(why, null, false, false);
        this.field = field;
    }

    /** Where in the payload. */
    String field() {
        return field;
    }

    /** What is wrong and what was expected. */
    String why() {
        return String.valueOf(getMessage());
    }
}

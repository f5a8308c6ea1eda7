// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import org.jspecify.annotations.Nullable;

/** One field of a line cannot be read. Carries no stack trace: a file may hold millions of them. */
final class BadFieldException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    BadFieldException(String field, String why) {
        this(field, why, null);
    }

    BadFieldException(String field, String why, @Nullable Throwable cause) {
        super(why, cause, false, false);
        this.field = field;
    }

    /** The column or field at fault. */
    String field() {
        return field;
    }

    /** What is wrong and what was expected. */
    String why() {
        return String.valueOf(getMessage());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

/** A body that nothing can be made of. The message says what is wrong and what is expected, and repeats none of it. */
final class MalformedBodyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** With the HTTP status that says so. */
    MalformedBodyException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}

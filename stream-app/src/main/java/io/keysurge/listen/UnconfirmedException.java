// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import org.jspecify.annotations.Nullable;

/** The broker has not confirmed everything in time, or at all: nothing may be acknowledged. */
final class UnconfirmedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * With what to tell the sender.
     *
     * @param why one sentence, without secrets
     */
    UnconfirmedException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}

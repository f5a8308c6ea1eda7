// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import org.jspecify.annotations.Nullable;

/** The broker has not confirmed everything in time, or at all: nothing may be acknowledged. */
final class UnconfirmedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean tried;

    /**
     * With what to tell the sender.
     *
     * @param why one sentence, without secrets
     */
    UnconfirmedException(String why, @Nullable Throwable cause) {
        this(why, cause, true);
    }

    private UnconfirmedException(String why, @Nullable Throwable cause, boolean tried) {
        super(why, cause);
        this.tried = tried;
    }

    /** Of what was never handed to the broker, because its time was over before. */
    static UnconfirmedException untried(String why) {
        return new UnconfirmedException(why, null, false);
    }

    /** Whether it tells anything of the broker or the registry: false when neither was asked. */
    boolean wasTried() {
        return tried;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.errand;

import io.keysurge.revoke.Outcome;

/** One of several calls did not do what it should, and what that makes of the whole. */
public final class NotDoneException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    /** With what follows. */
    public NotDoneException(Outcome outcome) {
        super(outcome.answer());
        this.outcome = outcome;
    }

    /** What follows for the whole. */
    public Outcome outcome() {
        return outcome;
    }
}

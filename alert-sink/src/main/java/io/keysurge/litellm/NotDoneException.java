// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import io.keysurge.revoke.Outcome;

/** One of several calls did not do what it should, and what that makes of the whole. */
final class NotDoneException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    NotDoneException(Outcome outcome) {
        super(outcome.answer());
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.process;

import java.io.Serial;

/** Something could not be started or reached; the message says what, what was expected and the mend. */
public final class StartException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import java.io.Serial;

/** Records could not be published again, for a reason that is not theirs. */
public final class RetryFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RetryFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import java.io.Serial;

/** A file could not be written; nothing of it is left. */
public final class ExportFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ExportFailedException(String message) {
        super(message);
    }

    ExportFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

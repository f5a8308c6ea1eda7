// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

/** The ledger could not be written or read. What was to be written may or may not be there. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}

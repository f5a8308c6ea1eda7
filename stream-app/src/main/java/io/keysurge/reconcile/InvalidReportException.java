// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import java.io.IOException;

/** A file that is no such report, or not one of the whole day. */
public final class InvalidReportException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * With what is wrong.
     *
     * @param place where in the file, such as {@code data[0].results[3].model}; empty for the file itself
     * @param rule what is there, and what is expected; never a secret
     */
    InvalidReportException(String file, String place, String rule) {
        super(file + ": " + (place.isEmpty() ? "" : place + ": ") + rule);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

/** What somebody gave for an alert's id is none, or that of more than one; the message says what it should be. */
public final class NoSuchAlertException extends Exception {

    private static final long serialVersionUID = 1L;

    NoSuchAlertException(String message) {
        super(message);
    }
}

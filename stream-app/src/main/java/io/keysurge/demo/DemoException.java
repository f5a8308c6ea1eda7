// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

/** The demo cannot go on; the message says why and what to do. */
public final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}

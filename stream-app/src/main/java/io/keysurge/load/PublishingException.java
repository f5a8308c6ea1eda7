// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

/** Records cannot be published any further: the broker or the registry is at fault, not a record. */
public final class PublishingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One sentence that says what failed and what to do. */
    public PublishingException(String message, Throwable cause) {
        super(message, cause);
    }
}

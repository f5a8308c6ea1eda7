// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topics;

/** The broker did not let topics be read or created; the message says which and why. */
public final class TopicProvisioningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopicProvisioningException(String message, Throwable cause) {
        super(message, cause);
    }
}

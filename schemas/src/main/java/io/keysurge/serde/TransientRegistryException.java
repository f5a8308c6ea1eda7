// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The registry could not be asked: down, too slow, 5xx, 429, credentials refused. Not the record's fault: the same
 * record will be fine once the registry is back, so it must be tried again and never rejected.
 */
public final class TransientRegistryException extends RetriableException {

    private static final long serialVersionUID = 1L;

    /** Wraps what the registry client said. */
    public TransientRegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}

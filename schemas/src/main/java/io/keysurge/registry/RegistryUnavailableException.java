// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import org.jspecify.annotations.Nullable;

/**
 * No registry gave a usable answer within {@code schema.registry.retry.timeout.ms}: not reachable, too slow, 5xx, 429,
 * credentials refused, or something at that address that is no schema registry. It says nothing about any record; try
 * again later.
 */
public final class RegistryUnavailableException extends RegistryException {

    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

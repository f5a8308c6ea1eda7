// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import org.jspecify.annotations.Nullable;

/** A request to the schema registry that did not succeed. Messages never carry credentials. */
public abstract sealed class RegistryException extends RuntimeException
        permits RegistryUnavailableException, RegistryRefusedException {

    private static final long serialVersionUID = 1L;

    RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

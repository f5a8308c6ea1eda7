// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

/** The registry understood the request and said no; the same request will be refused again. */
public sealed class RegistryRefusedException extends RegistryException permits IncompatibleSchemaException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int errorCode;

    RegistryRefusedException(String message, int status, int errorCode) {
        super(message, null);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** Confluent's error code, such as 42201 for an invalid schema; the HTTP status where the registry gave none. */
    public int errorCode() {
        return errorCode;
    }
}

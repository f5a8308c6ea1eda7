// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

/** The registry refused a schema because readers or writers of an earlier version could not live with it. */
public final class IncompatibleSchemaException extends RegistryRefusedException {

    private static final long serialVersionUID = 1L;

    private final String subject;

    IncompatibleSchemaException(String subject, String reason, int errorCode) {
        super(
                "schema of subject " + subject + ": refused as incompatible: " + reason
                        + " (expected: a change that the subject's compatibility level allows; add fields with"
                        + " defaults, and never rename one or drop a default)",
                409,
                errorCode);
        this.subject = subject;
    }

    /** The subject whose schemas it does not fit. */
    public String subject() {
        return subject;
    }
}

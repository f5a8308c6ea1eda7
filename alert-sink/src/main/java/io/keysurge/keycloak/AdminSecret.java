// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

/** The secret of the connector's own client. Never prints itself. */
public final class AdminSecret {

    private final String text;

    private AdminSecret(String text) {
        this.text = text;
    }

    /**
     * Reads a secret.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static AdminSecret parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("(empty) (expected: the client secret that Keycloak shows)");
        }
        return new AdminSecret(text);
    }

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}

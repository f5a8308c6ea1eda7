// SPDX-License-Identifier: Apache-2.0
package io.keysurge.vault;

import java.util.Optional;

/**
 * What an identity has got from Vault.
 *
 * @param kind a lease or a token
 * @param id the lease's id or the token's accessor
 */
record Grant(Kind kind, String id) {

    /** Characters of an accessor that are shown: enough to tell two apart, too few to revoke by. */
    private static final int SHOWN = 8;

    enum Kind {
        LEASE("lease:"),
        TOKEN("accessor:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /**
     * Reads what a person wrote.
     *
     * @throws IllegalArgumentException when it names nothing; does not repeat it, since it may be a token
     */
    static Grant parse(String text) {
        return of(text).orElseThrow(() ->
                new IllegalArgumentException("(not shown) (expected: lease:ID or accessor:ID, never a token itself)"));
    }

    private static Optional<Grant> of(String text) {
        for (Kind kind : Kind.values()) {
            String id = text.startsWith(kind.prefix) ? text.substring(kind.prefix.length()) : "";
            if (!id.isBlank() && !isToken(id)) {
                return Optional.of(new Grant(kind, id));
            }
        }
        return Optional.empty();
    }

    /** Vault's tokens begin with hvs., hvb. or hvr., those of older versions and of OpenBao with s., b. or r. */
    private static boolean isToken(String id) {
        return id.matches("(hv)?[sbr]\\..*");
    }

    String shown() {
        return kind == Kind.LEASE
                ? "lease " + id
                : "token with accessor " + id.substring(0, Math.min(SHOWN, id.length())) + "...";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.vault;

import io.keysurge.errand.Reach;
import io.keysurge.errand.SecretText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which Vault is called, and as whom.
 *
 * @param reach where it is
 * @param token the sink's own token
 * @param namespace the namespace that the leases and tokens are in; null: the root namespace
 * @param grants what each identity has got: {@code lease:ID} or {@code accessor:ID}
 */
public record VaultSettings(
        Reach reach, SecretText token, @Nullable String namespace, Map<String, String> grants) {

    /** What the sink's own token is, for whoever has to set it. */
    public static final String TOKEN_RULE = "a token whose policy has update on the four paths that the sink calls";

    public VaultSettings {
        grants = Map.copyOf(grants);
        grants.values().forEach(Grant::parse);
    }

    /**
     * Checks the name of a lease or a token.
     *
     * @throws IllegalArgumentException when it is none; does not repeat it
     */
    public static void requireGrant(String text) {
        Grant.parse(text);
    }

    /** What may be shown of where it is. */
    public String shown() {
        return VaultConnector.TITLE + " at " + reach.shown();
    }
}

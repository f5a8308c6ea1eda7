// SPDX-License-Identifier: Apache-2.0
package io.keysurge.anthropic;

import io.keysurge.errand.Reach;
import io.keysurge.errand.SecretText;
import java.util.Map;

/**
 * Whose keys they are, and with which key the Admin API is called.
 *
 * @param reach where the API is
 * @param adminKey an admin key of the organization
 * @param keys the id of each identity's key
 */
public record AnthropicSettings(Reach reach, SecretText adminKey, Map<String, String> keys) {

    /** What the admin key is, for whoever has to set it. */
    public static final String KEY_RULE = "an admin key of the organization, sk-ant-admin...";

    public AnthropicSettings {
        keys = Map.copyOf(keys);
        keys.values().forEach(AnthropicSettings::requireKeyId);
    }

    /**
     * Checks the id of a key.
     *
     * @throws IllegalArgumentException when it is none; does not repeat it, since it may be a key
     */
    public static void requireKeyId(String text) {
        if (!text.matches("[A-Za-z0-9_-]+") || text.startsWith("sk-")) {
            throw new IllegalArgumentException(
                    "(not shown) (expected: the id of a key, apikey_..., never the key itself)");
        }
    }

    /** What may be shown of where the API is. */
    public String shown() {
        return AnthropicConnector.TITLE + " at " + reach.shown();
    }
}

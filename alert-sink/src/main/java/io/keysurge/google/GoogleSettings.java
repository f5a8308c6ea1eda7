// SPDX-License-Identifier: Apache-2.0
package io.keysurge.google;

import io.keysurge.errand.Reach;
import java.util.Map;

/**
 * Whose keys they are, and as whom the IAM API is called.
 *
 * @param reach where the API is
 * @param credentials the key of the sink's own service account
 * @param keys each identity's key: {@code ACCOUNT@HOST/KEYID}
 */
public record GoogleSettings(Reach reach, ServiceAccountKey credentials, Map<String, String> keys) {

    public GoogleSettings {
        keys = Map.copyOf(keys);
        if (keys.values().stream().anyMatch(credentials::isCalled)) {
            throw new IllegalArgumentException("keys: " + credentials.id()
                    + " (expected: keys of identities, not the one that the sink itself lives on)");
        }
    }

    /**
     * Checks the name of a key.
     *
     * @throws IllegalArgumentException when it is none; does not repeat it
     */
    public static void requireKey(String text) {
        AccountKey.parse(text);
    }

    /** What may be shown of where the API is. */
    public String shown() {
        return GoogleConnector.TITLE + " at " + reach.shown();
    }
}

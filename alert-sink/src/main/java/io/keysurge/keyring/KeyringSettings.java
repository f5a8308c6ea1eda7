// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keyring;

import io.keysurge.errand.Reach;
import java.time.Duration;
import java.util.Map;

/**
 * What a connector to one provider's keys is.
 *
 * @param name its name in the ledger
 * @param title what people call the provider
 * @param removal what becomes of a key that is revoked
 * @param keys the key of each identity, by the provider's id
 * @param propagation how long after its yes the provider may still accept the key
 * @param reach where the provider is
 */
public record KeyringSettings(
        String name, String title, Removal removal, Map<String, String> keys, Duration propagation, Reach reach) {

    public KeyringSettings {
        keys = Map.copyOf(keys);
    }

    /**
     * What becomes of a key that is revoked.
     *
     * @param verb what is done to it, such as {@code delete}
     * @param done what it is then, such as {@code deleted}
     * @param next what a person does when it was wrong
     */
    public record Removal(String verb, String done, String next) {}

    /** What may be shown of where the keys are. */
    String shown() {
        return title + " at " + reach.shown();
    }

    /** The setting that names the keys. */
    String keysSetting() {
        return "sink." + name + ".keys";
    }
}

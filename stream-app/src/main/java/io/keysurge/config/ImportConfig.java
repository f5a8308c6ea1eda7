// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;

import io.keysurge.imports.Fingerprints;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** The settings of what takes payloads of other systems. */
public final class ImportConfig {

    private static final String PEPPER = "credential.pepper";

    private ImportConfig() {}

    /** Adds the settings to a definition. */
    public static ConfigDef addTo(ConfigDef definition) {
        return definition.define(
                PEPPER,
                PASSWORD,
                null,
                MEDIUM,
                "Secret under which raw keys in payloads of other systems become fingerprints (HMAC-SHA-256), "
                        + Fingerprints.SHORTEST_PEPPER
                        + " characters or more; the same everywhere, and for ever, because a new one makes every key a new"
                        + " credential. Best as ${env:NAME} or ${file:PATH:NAME}. Not set: what carries a raw key is refused.");
    }

    /**
     * What makes fingerprints.
     *
     * @throws InvalidSettingsException when the pepper is a guess
     */
    public static Fingerprints fingerprints(Settings settings) {
        Optional<String> pepper = settings.optional(PEPPER);
        try {
            return pepper.map(Fingerprints::under).orElse(Fingerprints.NONE);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(List.of("credential." + e.getMessage()));
        }
    }
}

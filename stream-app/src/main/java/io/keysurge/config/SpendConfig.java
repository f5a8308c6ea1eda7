// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;

import io.keysurge.rollup.SpendSettings;
import io.keysurge.runtime.Settings;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;

/** The settings of what finance reads. */
public final class SpendConfig {

    private static final String ROLLUPS = "spend.rollups";
    private static final String INTERVAL = "spend.interval.ms";

    private SpendConfig() {}

    /** Adds the settings to a definition. */
    public static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        ROLLUPS,
                        BOOLEAN,
                        SpendSettings.DEFAULTS.kept(),
                        MEDIUM,
                        "Whether what identities consume is rolled up by the hour and written to the topic spend.")
                .define(
                        INTERVAL,
                        LONG,
                        SpendSettings.DEFAULTS.interval().toMillis(),
                        between(100, Duration.ofHours(1).toMillis()),
                        LOW,
                        "How long what an identity consumed may wait until it is on the topic spend, in milliseconds. Each identity in use is written once in so long for each model, application and agent.");
    }

    /** The settings in force. */
    public static SpendSettings of(Settings settings) {
        return new SpendSettings(settings.flag(ROLLUPS), Duration.ofMillis(settings.number(INTERVAL)));
    }
}

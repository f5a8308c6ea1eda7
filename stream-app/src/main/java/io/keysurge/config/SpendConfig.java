// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.prices.InvalidPricesException;
import io.keysurge.prices.PriceTable;
import io.keysurge.rollup.SpendSettings;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/** The settings of what finance reads. */
public final class SpendConfig {

    private static final String ROLLUPS = "spend.rollups";
    private static final String INTERVAL = "spend.interval.ms";

    private static final String PRICES = "spend.prices";

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
                        "How long what an identity consumed may wait until it is on the topic spend, in milliseconds. Each identity in use is written once in so long for each model, application and agent.")
                .define(
                        PRICES,
                        STRING,
                        "",
                        MEDIUM,
                        "File with a price table, for calls whose cost no producer stated: roll-ups, budgets of money and the cost of alerts count what it says. Empty: they count what producers stated.");
    }

    /**
     * The settings in force.
     *
     * @throws InvalidSettingsException when the price table cannot be used; lists everything that is wrong with it
     */
    public static SpendSettings of(Settings settings) {
        return new SpendSettings(
                settings.flag(ROLLUPS), Duration.ofMillis(settings.number(INTERVAL)), prices(settings.string(PRICES)));
    }

    private static PriceTable prices(String file) {
        if (file.isEmpty()) {
            return PriceTable.NONE;
        }
        try {
            return PriceTable.read(Path.of(file));
        } catch (IOException | InvalidPricesException e) {
            throw new InvalidSettingsException(List.of(PRICES + ": " + e.getMessage()));
        }
    }
}

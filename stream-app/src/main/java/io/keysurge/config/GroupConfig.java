// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;

import io.keysurge.detect.GroupSettings;
import io.keysurge.runtime.Settings;
import org.apache.kafka.common.config.ConfigDef;

/** The settings that judgement across identities depends on. */
public final class GroupConfig {

    private static final String CONCENTRATION = "spend.concentration.percent";
    private static final String MISMATCH = "environment.mismatch.percent";

    private static final String UNATTRIBUTED = "producer.unattributed.percent";

    private GroupConfig() {}

    /** Adds the settings to a definition. */
    public static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        CONCENTRATION,
                        INT,
                        GroupSettings.DEFAULTS.concentrationPercent(),
                        between(1, 100),
                        MEDIUM,
                        "Per cent of its business unit's spend of seven days from which an identity that several applications share is a SPEND_CONCENTRATION.")
                .define(
                        MISMATCH,
                        INT,
                        GroupSettings.DEFAULTS.mismatchPercent(),
                        between(1, 1_000),
                        MEDIUM,
                        "Per cent of production's spend of a day from which the test environment of an application is an ENVIRONMENT_MISMATCH.")
                .define(
                        UNATTRIBUTED,
                        INT,
                        GroupSettings.DEFAULTS.unattributedPercent(),
                        between(1, 100),
                        MEDIUM,
                        "Per cent of a producer's events of an hour without an application, an environment or an owner from which it is UNATTRIBUTED.");
    }

    /** The settings in force. */
    public static GroupSettings of(Settings settings) {
        return new GroupSettings(
                settings.integer(CONCENTRATION), settings.integer(MISMATCH), settings.integer(UNATTRIBUTED));
    }
}

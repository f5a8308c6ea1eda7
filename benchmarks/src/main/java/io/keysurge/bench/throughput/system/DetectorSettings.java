// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

import io.keysurge.config.DetectorConfig;
import io.keysurge.runtime.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The detector's settings as a measurement runs it: the product's defaults but for what was asked for. */
public final class DetectorSettings {

    private DetectorSettings() {}

    /**
     * The settings of one system's process.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException listing every mistake
     */
    public static Settings of(Assignment assignment) {
        Map<String, String> flags = new HashMap<>(assignment.settings());
        if (assignment.system() == SystemName.KEYSURGE_BARE) {
            flags.put("spend.rollups", "false");
        }
        flags.put("bootstrap.servers", assignment.bootstrapServers());
        flags.put("schema.registry.url", assignment.registryUrl());
        flags.put("topic.prefix", assignment.prefix());
        flags.put("detector.application.id", assignment.applicationId());
        flags.put(
                "state.dir",
                Path.of(assignment.directory(), assignment.system().toString()).toString());
        return Settings.of(DetectorConfig.definition(), flags);
    }

    /**
     * Nothing when such settings exist and fit together.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException listing every mistake
     */
    public static void check(Map<String, String> flags) {
        DetectorConfig.streams(Settings.of(DetectorConfig.definition(), flags));
    }
}

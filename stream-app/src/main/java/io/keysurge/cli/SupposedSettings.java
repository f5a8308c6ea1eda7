// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.config.DetectionConfig;
import io.keysurge.config.GroupConfig;
import io.keysurge.runtime.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The settings in force, and those that somebody would like to try: {@code --set} changes detection in the latter only. */
final class SupposedSettings {

    private static final String MARGIN = ".margin";
    private static final String SENSITIVITY = "sensitivity.";
    private static final Map<String, String> SHORT = Map.of("spike", "token.spike");
    private static final Set<String> OF_DETECTION =
            DetectionConfig.addTo(new ConfigDef()).names();
    private static final Set<String> OF_GROUPS =
            GroupConfig.addTo(new ConfigDef()).names();

    private final CommonOptions common;
    private final CommandSpec spec;
    private final Map<String, String> changes = new HashMap<>();
    private final Map<String, String> others = new HashMap<>();

    SupposedSettings(CommonOptions common, CommandSpec spec) {
        this.common = common;
        this.spec = spec;
        common.flags().forEach(this::sort);
    }

    private void sort(String name, String value) {
        if (OF_GROUPS.contains(name)) {
            throw wrong(name, value, "a setting that identities are judged by; groups of them are not judged again");
        }
        if (OF_DETECTION.contains(name)) {
            changes.put(name, value);
        } else if (name.endsWith(MARGIN)) {
            String kind = name.substring(0, name.length() - MARGIN.length());
            String sensitivity = SENSITIVITY + SHORT.getOrDefault(kind, kind);
            if (!OF_DETECTION.contains(sensitivity)) {
                throw wrong(name, value, "the margin of an alert type, such as token.spike.margin");
            }
            changes.put(sensitivity, Double.toString(1 / factor(name, value)));
        } else {
            others.put(name, value);
        }
    }

    private double factor(String name, String value) {
        try {
            double factor = Double.parseDouble(value);
            if (factor > 0) {
                return factor;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with what is out of range.
        }
        throw wrong(name, value, "a number above 0");
    }

    private ParameterException wrong(String name, String value, String expected) {
        return new ParameterException(
                spec.commandLine(), "--set " + name + "=" + value + " (expected: " + expected + ")");
    }

    /** What the running detector judges by. */
    Settings inForce() {
        return common.settings(LogOptions.definition(), null, others);
    }

    /**
     * What is to be tried.
     *
     * @param policy a properties file over what is in force; null for none
     */
    Settings changed(@Nullable Path policy) {
        Map<String, String> flags = new HashMap<>(others);
        flags.putAll(changes);
        return common.settings(LogOptions.definition(), policy, flags);
    }
}

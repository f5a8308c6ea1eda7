// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.ConfigFiles;
import io.keysurge.runtime.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has: where its settings come from. */
public final class CommonOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read settings from this properties file; may be given several times, later ones win.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Set one setting, over files and KEYSURGE_* variables.")
    private Map<String, String> flags = new LinkedHashMap<>();

    /** The settings that every process has. */
    public Settings settings() {
        return settings(CommonSettings.definition());
    }

    /**
     * The settings in force for a definition: files, then the environment, then {@code --set}.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException listing every mistake
     */
    public Settings settings(ConfigDef definition) {
        return settings(definition, Map.of());
    }

    /**
     * The same, with options of a command over them all.
     *
     * @param options settings that the command has options of its own for, by their names
     * @throws io.keysurge.runtime.InvalidSettingsException listing every mistake
     */
    public Settings settings(ConfigDef definition, Map<String, String> options) {
        Map<String, String> flags = new LinkedHashMap<>(this.flags);
        flags.putAll(options);
        Map<String, String> environment = System.getenv();
        return Settings.load(definition, ConfigFiles.inForce(environment, Path.of(""), files), environment, flags);
    }

    /**
     * The settings for a definition with one more file over the others, and with these flags instead of {@code --set}.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException listing every mistake
     */
    Settings settings(ConfigDef definition, @Nullable Path over, Map<String, String> instead) {
        Map<String, String> environment = System.getenv();
        List<Path> all = new ArrayList<>(ConfigFiles.inForce(environment, Path.of(""), files));
        if (over != null) {
            all.add(over);
        }
        return Settings.load(definition, all, environment, instead);
    }

    /** What {@code --set} sets. */
    Map<String, String> flags() {
        return Map.copyOf(flags);
    }
}

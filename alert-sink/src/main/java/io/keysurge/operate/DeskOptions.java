// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.ConfigFiles;
import io.keysurge.runtime.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which cluster, and who speaks. */
final class DeskOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file; may be given several times, later ones win.")
    private List<Path> files = List.of();

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "One setting; wins over files and environment.")
    private Map<String, String> flags = new LinkedHashMap<>();

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Who speaks, as the ledger shows it. Default: the name of the user of this process.")
    private String person = System.getProperty("user.name", "");

    private final Map<String, String> environment;

    DeskOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    String person() {
        return person;
    }

    Desk open() {
        Settings settings = Settings.load(
                CommonSettings.definition(), ConfigFiles.inForce(environment, Path.of(""), files), environment, flags);
        return new Desk(settings);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which properties files apply to a process, weakest first. */
public final class ConfigFiles {

    /** The environment variable that names the folder of the local installation. */
    public static final String HOME_VARIABLE = "KEYSURGE_HOME";

    /** What {@code keysurge up} writes into that folder. */
    public static final String LOCAL_FILE = "local.properties";

    /** What a process reads from the folder it is started in. */
    public static final String PROJECT_FILE = "keysurge.properties";

    private ConfigFiles() {}

    /**
     * The local installation's file and the working directory's, where they exist, then those named on the command
     * line, whether they exist or not: a named file that is missing is a mistake to report.
     */
    public static List<Path> inForce(Map<String, String> environment, Path workingDirectory, List<Path> named) {
        List<Path> files = new ArrayList<>();
        String home = environment.getOrDefault(HOME_VARIABLE, "");
        if (!home.isBlank()) {
            addIfPresent(files, workingDirectory.resolve(home).resolve(LOCAL_FILE));
        }
        addIfPresent(files, workingDirectory.resolve(PROJECT_FILE));
        named.forEach(file -> files.add(workingDirectory.resolve(file)));
        return List.copyOf(files);
    }

    private static void addIfPresent(List<Path> files, Path file) {
        if (Files.isRegularFile(file)) {
            files.add(file);
        }
    }
}

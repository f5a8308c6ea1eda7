// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keysurge's own programs as processes of one installation. They are known by their jars and their command lines only.
 *
 * @param root the project's folder
 * @param home the installation
 */
record Applications(Path root, Home home) {
    static final String DETECTOR = "detector";
    static final String SINK = "sink";

    private static final String STREAM_APP = "stream-app";
    private static final String ALERT_SINK = "alert-sink";

    ApplicationService detector(int port) {
        return new ApplicationService(port, jar(STREAM_APP), run(DETECTOR, "-Xmx512m", STREAM_APP, DETECTOR));
    }

    ApplicationService sink(int port) {
        return new ApplicationService(port, jar(ALERT_SINK), run(SINK, "-Xmx192m", ALERT_SINK));
    }

    /** Creates the topics and registers the schemas; ends by itself. */
    Launch setup() {
        return run("setup", "-Xmx192m", STREAM_APP, "setup");
    }

    private Launch run(String name, String heap, String module, String... command) {
        var arguments = new ArrayList<String>(List.of(heap, "-jar", jar(module).toString()));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of("--config", home.properties().file().toString()));
        return new Launch(name, Launch.java(arguments), environment(), home.directory(), home.log(name));
    }

    private Path jar(String module) {
        return root.resolve(module)
                .resolve("target")
                .resolve("keysurge-" + module + ".jar")
                .toAbsolutePath();
    }

    /** Environment variables are stronger than files, so a variable that points to another cluster would send our services there. */
    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        for (String property :
                Addresses.DEFAULT.asProperties("", home.directory()).keySet()) {
            environment.put("KEYSURGE_" + property.replace('.', '_').toUpperCase(Locale.ROOT), "");
        }
        environment.put("KEYSURGE_HOME", home.directory().toString());
        return environment;
    }
}

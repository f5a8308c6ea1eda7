// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import io.keysurge.local.home.Home;
import io.keysurge.local.home.Installation;
import io.keysurge.local.server.ServerFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
final class InstallationOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Where data, logs and process ids lie (default: $KEYSURGE_HOME, or .keysurge in the project).")
    private @Nullable Path home;

    @Option(names = "--root", paramLabel = "DIR", description = "The project's folder (default: where this was built).")
    private @Nullable Path root;

    Installation installation(PrintWriter out) {
        return new Installation(new Home(homeDirectory()), projectRoot(), line -> {
            out.println(line);
            out.flush();
        });
    }

    private Path projectRoot() {
        if (root != null) {
            return root;
        }
        Path module = ServerFiles.find().module();
        return Optional.ofNullable(module.getParent()).orElse(module);
    }

    private Path homeDirectory() {
        if (home != null) {
            return home;
        }
        String fromEnvironment = System.getenv("KEYSURGE_HOME");
        return fromEnvironment == null || fromEnvironment.isBlank()
                ? projectRoot().resolve(".keysurge")
                : Path.of(fromEnvironment);
    }
}

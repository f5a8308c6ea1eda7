// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.server;

import io.keysurge.local.process.StartException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the build put the servers.
 *
 * @param module the directory of the local-kafka module
 */
public record ServerFiles(Path module) {

    /** Found from where this class was loaded: {@code target/classes} in a build, {@code target/*.jar} from the command line. */
    public static ServerFiles find() {
        try {
            Path code = Path.of(ServerFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path at = code.toAbsolutePath(); at != null; at = at.getParent()) {
                if (at.endsWith("target") && at.getParent() != null) {
                    return new ServerFiles(at.getParent());
                }
            }
            throw new StartException(
                    "local-kafka: loaded from " + code + " (expected: from its target folder, next to the servers it"
                            + " starts); run it from a checkout of the project");
        } catch (URISyntaxException e) {
            throw new StartException("local-kafka: its own location is no path: " + e.getInput(), e);
        }
    }

    /** The class path of a broker. */
    public String brokerClassPath() {
        return existing(servers().resolve("broker-lib")) + "/*";
    }

    /** The jar that starts the registry; its libraries lie beside it. */
    public Path registryJar() {
        Path directory = existing(servers().resolve("registry"));
        try (var jars = Files.newDirectoryStream(directory, "*-runner.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        } catch (IOException e) {
            throw missing(directory, e);
        }
        throw missing(directory.resolve("*-runner.jar"), null);
    }

    private Path servers() {
        return module.resolve("servers").resolve("target");
    }

    private static Path existing(Path path) {
        if (!Files.isDirectory(path)) {
            throw missing(path, null);
        }
        return path;
    }

    private static StartException missing(Path path, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = path + ": missing (expected: the servers the build fetches); run ./mvnw -DskipTests package";
        return cause == null ? new StartException(message) : new StartException(message, cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The cluster that all tests of one JVM share. */
final class SharedCluster {
    private static @Nullable LocalCluster cluster;

    private SharedCluster() {}

    static synchronized LocalCluster get() {
        LocalCluster existing = cluster;
        if (existing != null) {
            return existing;
        }
        Path directory = temporaryDirectory();
        LocalCluster started = LocalCluster.start(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, directory), "end-shared-cluster"));
        cluster = started;
        return started;
    }

    private static void end(LocalCluster started, Path directory) {
        started.killAll();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("keysurge-cluster");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory with all that is in it. */
public final class Folder {

    private Folder() {}

    /** Deletes it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Bytes of its files. A file that goes away meanwhile counts nothing. */
    public static long bytes(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return 0;
        }
        try (var files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (UncheckedIOException moved) {
            return bytes(folder);
        }
    }
}

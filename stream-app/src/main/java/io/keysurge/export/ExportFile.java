// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * A file that is there as a whole or not at all: it is written under another name beside its place, and moved there when
 * it is complete.
 */
final class ExportFile {

    private static final String UNFINISHED = ".part";

    private ExportFile() {}

    /**
     * Writes a file.
     *
     * @param overwrite whether one that is there is replaced
     * @param rows writes all rows
     * @throws ExportFailedException when it cannot be written, or is there already
     */
    static void write(Path file, Table table, Format format, boolean overwrite, Consumer<RowWriter> rows) {
        if (!overwrite && Files.exists(file)) {
            throw new ExportFailedException(file + ": is there already (expected: a new name, or --overwrite)");
        }
        Path unfinished = file.resolveSibling("." + file.getFileName() + UNFINISHED);
        try {
            Files.deleteIfExists(unfinished);
            // For whoever interrupts it from the keyboard, which runs no finally.
            unfinished.toFile().deleteOnExit();
            try (RowWriter writer = format.open(unfinished, table)) {
                rows.accept(writer);
            }
            move(unfinished, file, overwrite);
        } catch (IOException e) {
            throw new ExportFailedException(file + ": cannot be written: " + e, e);
        } finally {
            discard(unfinished);
        }
    }

    private static void move(Path unfinished, Path file, boolean overwrite) throws IOException {
        try {
            if (overwrite) {
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.move(unfinished, file);
            }
        } catch (FileAlreadyExistsException e) {
            throw new ExportFailedException(file + ": appeared meanwhile (expected: a new name, or --overwrite)", e);
        }
    }

    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new ExportFailedException(unfinished + ": an unfinished file cannot be deleted: " + e, e);
        }
    }
}

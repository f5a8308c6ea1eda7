// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.wording.Redaction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says which lines were refused: the first ones to a person, all of them to a file next to the usage file, or in the
 * working directory where that place cannot be written. Secrets are masked in both. Safe for use by several threads.
 */
public final class Rejects implements AutoCloseable {

    private static final int SHOWN = 20;
    private static final String SUFFIX = ".rejected.jsonl";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path workingDirectory;
    private final Consumer<String> teller;
    private final Map<Path, Written> files = new LinkedHashMap<>();
    private long count;

    /**
     * Rejects of one load.
     *
     * @param workingDirectory where to write when not next to the file
     * @param teller takes one sentence per line that is shown
     */
    public Rejects(Path workingDirectory, Consumer<String> teller) {
        this.workingDirectory = workingDirectory;
        this.teller = teller;
    }

    /** Notes one refused line. */
    public synchronized void add(Path file, Line.Bad bad) {
        count++;
        String field = Redaction.mask(bad.field());
        String why = Redaction.mask(bad.why());
        if (count <= SHOWN) {
            teller.accept(Redaction.printable(file + ", line " + bad.line() + ", " + field + ": " + why));
        } else if (count == SHOWN + 1) {
            teller.accept("more lines are refused; all of them are in the rejected file");
        }
        ObjectNode entry = JSON.createObjectNode()
                .put("file", file.toString())
                .put("line", bad.line())
                .put("field", field)
                .put("why", why)
                .put("text", Redaction.maskDocument(bad.text()));
        write(file, entry.toString());
    }

    /** How many lines were refused. */
    public synchronized long count() {
        return count;
    }

    /** The files that hold the refused lines. */
    public synchronized List<Path> files() {
        return files.values().stream().map(Written::path).toList();
    }

    @Override
    public synchronized void close() {
        for (Written written : files.values()) {
            try {
                written.writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void write(Path file, String entry) {
        try {
            Written written = files.get(file);
            if (written == null) {
                written = open(file);
                files.put(file, written);
            }
            written.writer.write(entry);
            written.writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the refused lines of " + file + ": " + e.getMessage(), e);
        }
    }

    private Written open(Path file) throws IOException {
        String name = file.getFileName() + SUFFIX;
        Path beside = file.resolveSibling(name);
        Written written = tryOpen(beside);
        if (written != null) {
            return written;
        }
        Path here = workingDirectory.resolve(name);
        return new Written(here, Files.newBufferedWriter(here));
    }

    private static @Nullable Written tryOpen(Path path) {
        try {
            return new Written(path, Files.newBufferedWriter(path));
        } catch (IOException notWritable) {
            return null;
        }
    }

    private record Written(Path path, BufferedWriter writer) {}
}

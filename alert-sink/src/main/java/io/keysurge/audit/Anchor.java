// SPDX-License-Identifier: Apache-2.0
package io.keysurge.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Notes where chains stand in a file apart from the broker, a line each time, so that a chain whose end was cut is seen.
 * Put it where whoever can write to the broker cannot.
 */
public final class Anchor {

    private static final String SEPARATOR = " ";

    private final Path file;

    /** An anchor in a file, which need not exist yet. */
    public Anchor(Path file) {
        this.file = file;
    }

    /** Notes heads, and returns when they cannot be lost any more. */
    void note(Map<String, ChainHead> heads) {
        // A line that a crash cut short must not spoil the next.
        var lines = new StringBuilder(endsAmidALine() ? "\n" : "");
        new TreeMap<>(heads)
                .forEach((chain, head) -> lines.append(chain)
                        .append(SEPARATOR)
                        .append(head.text())
                        .append('\n'));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("the anchor " + file + " cannot be written", e);
        }
    }

    private boolean endsAmidALine() {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(Math.max(0, bytes.length() - 1));
            return bytes.length() > 0 && bytes.read() != '\n';
        } catch (FileNotFoundException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the anchor " + file + " cannot be read", e);
        }
    }

    /**
     * The newest heads that a file notes.
     *
     * @throws IllegalArgumentException naming the line that is no note
     */
    public static Map<String, ChainHead> read(Path file) throws IOException {
        Map<String, ChainHead> heads = new TreeMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(SEPARATOR, -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        file + ": line " + (i + 1) + ": " + parts.length + " words (expected: a chain and its head)");
            }
            heads.put(parts[0], ChainHead.parse(parts[1]));
        }
        return heads;
    }
}

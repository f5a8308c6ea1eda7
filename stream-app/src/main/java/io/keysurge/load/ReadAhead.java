// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads files in a thread of its own, a bounded number of lines ahead of who takes them. */
final class ReadAhead implements AutoCloseable {

    private static final int PARTS = 16;
    private static final int LINES_PER_PART = 512;

    /**
     * Some lines of one file, in order.
     *
     * @param broken why the file ends here; null when it does not, or ends as it should
     * @param last true when nothing follows
     */
    record Part(Path file, List<Line> lines, @Nullable UnreadableFileException broken, boolean last) {}

    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(PARTS);
    private final List<Path> files;
    private final UsageFormat format;
    private final Consumer<String> warnings;
    private final Thread thread;
    private final long total;
    private volatile long bytesBefore;
    private volatile @Nullable UsageFile current;

    ReadAhead(List<Path> files, UsageFormat format, Consumer<String> warnings) {
        this.files = List.copyOf(files);
        this.format = format;
        this.warnings = warnings;
        this.total = files.stream().mapToLong(ReadAhead::sizeOf).sum();
        this.thread = new Thread(this::readAll, "read-usage-files");
        thread.setDaemon(true);
        thread.start();
    }

    /** The next lines; waits for them. */
    Part take() throws InterruptedException {
        return parts.take();
    }

    /** Bytes of all files. */
    long total() {
        return total;
    }

    /** Bytes read so far. */
    long position() {
        UsageFile open = current;
        return bytesBefore + (open == null ? 0 : open.position());
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void readAll() {
        try {
            for (int i = 0; i < files.size(); i++) {
                boolean last = i == files.size() - 1;
                Path file = files.get(i);
                parts.put(new Part(file, List.of(), read(file), last));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes a file on; returns why it could not be read to its end, or null. */
    private @Nullable UnreadableFileException read(Path path) throws InterruptedException {
        List<Line> lines = new ArrayList<>(LINES_PER_PART);
        UnreadableFileException broken = null;
        try (UsageFile file = UsageFile.open(path, format, InstantSource.system(), warnings)) {
            current = file;
            while (file.hasNext()) {
                lines.add(file.next());
                if (lines.size() == LINES_PER_PART) {
                    parts.put(new Part(path, lines, null, false));
                    lines = new ArrayList<>(LINES_PER_PART);
                }
            }
        } catch (UnreadableFileException e) {
            broken = e;
        } catch (IOException | RuntimeException unexpected) {
            // Whoever takes the lines waits for the end of the file, so it has to come whatever happens here.
            broken = UnreadableFileException.at(path, 0, unexpected);
        }
        parts.put(new Part(path, lines, null, false));
        bytesBefore = position();
        current = null;
        return broken;
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException missing) {
            return 0;
        }
    }
}

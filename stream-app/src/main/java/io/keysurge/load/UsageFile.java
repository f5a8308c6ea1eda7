// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.UsageRules;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * The lines of one usage file, read as they are asked for. Plain or gzip, UTF-8 or UTF-16, told apart by the first bytes.
 *
 * <p>A file that breaks off gives every line before the break; the call after the last of them throws
 * {@link UnreadableFileException}, which names file and line.
 */
public final class UsageFile implements Iterator<Line>, Closeable {

    private final Path path;
    private final long size;
    private final InstantSource clock;
    private final CountingStream counted;
    private final UsageReader reader;
    private final Deque<Line> pending = new ArrayDeque<>();
    private boolean ended;

    private UsageFile(Path path, long size, InstantSource clock, CountingStream counted, UsageReader reader) {
        this.path = path;
        this.size = size;
        this.clock = clock;
        this.counted = counted;
        this.reader = reader;
    }

    /**
     * Opens a file whose warnings nobody needs.
     *
     * @throws UnreadableFileException when it cannot be opened
     */
    public static UsageFile open(Path path, UsageFormat format) {
        return open(path, format, InstantSource.system(), warning -> {});
    }

    /**
     * Opens a file.
     *
     * @param path what to read
     * @param format how it is written
     * @param clock says what "in the future" means for {@link UsageRules}
     * @param warnings takes what a reader of the file should know although nothing is refused
     * @throws UnreadableFileException when it cannot be opened
     */
    public static UsageFile open(Path path, UsageFormat format, InstantSource clock, Consumer<String> warnings) {
        try {
            long size = Files.size(path);
            if (Files.isDirectory(path)) {
                throw new UnreadableFileException("is a directory (expected: a file)");
            }
            CountingStream counted = new CountingStream(Files.newInputStream(path));
            UsageReader reader = format.open(Content.of(counted), warning -> warnings.accept(path + ": " + warning));
            return new UsageFile(path, size, clock, counted, reader);
        } catch (NoSuchFileException e) {
            throw UnreadableFileException.at(path, 0, new UnreadableFileException("no such file"));
        } catch (AccessDeniedException e) {
            throw UnreadableFileException.at(path, 0, new UnreadableFileException("no permission to read it"));
        } catch (IOException | UnreadableFileException e) {
            throw UnreadableFileException.at(path, 0, e);
        }
    }

    /** The file's path as it was given. */
    public Path path() {
        return path;
    }

    /** Bytes of the file on disk. */
    public long size() {
        return size;
    }

    /** Bytes of the file read so far; may be asked from another thread. */
    public long position() {
        return counted.count;
    }

    @Override
    public boolean hasNext() {
        while (pending.isEmpty() && !ended) {
            readOn();
        }
        return !pending.isEmpty();
    }

    @Override
    public Line next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return pending.remove();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void readOn() {
        try {
            ended = !reader.advance(this::keep);
        } catch (IOException | UnreadableFileException e) {
            ended = true;
            throw UnreadableFileException.at(path, reader.number(), e);
        }
    }

    private void keep(Line line) {
        pending.add(check(line));
    }

    private Line check(Line line) {
        if (!(line instanceof Line.Good good)) {
            return line;
        }
        UsageEvent event = good.event();
        return UsageRules.check(event, clock.instant())
                .<Line>map(found -> Line.Bad.of(good.line(), found, reader.text()))
                .orElse(line);
    }

    /** Counts what is taken from disk, so that progress can be told although the size of the content is not known. */
    private static final class CountingStream extends FilterInputStream {
        private volatile long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                add(1);
            }
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read > 0) {
                add(read);
            }
            return read;
        }

        private void add(int read) {
            // One reader writes; other threads only look.
            long sum = count + read;
            count = sum;
        }
    }
}

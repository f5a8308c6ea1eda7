// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.contract.UsageEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Publishes usage files, one after another, keyed by identity. One thread reads, the calling one publishes; what is read
 * ahead is bounded, so memory does not grow with the files.
 */
public final class FileLoad {

    private static final Duration LONGEST_NAP = Duration.ofMillis(200);
    private static final int LINES_BETWEEN_REPORTS = 256;

    private final RecordPublisher<UsageEvent> publisher;
    private final Pace pace;
    private final boolean strict;
    private final LoadListener listener;
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private long skipped;
    private boolean complete = true;

    /**
     * A load.
     *
     * @param publisher where events go; stays the caller's to close
     * @param pace how fast
     * @param strict stop at the first line that is refused
     * @param listener hears how it goes
     */
    public FileLoad(RecordPublisher<UsageEvent> publisher, Pace pace, boolean strict, LoadListener listener) {
        this.publisher = publisher;
        this.pace = pace;
        this.strict = strict;
        this.listener = listener;
    }

    /**
     * Publishes the files and waits until the broker has confirmed all.
     *
     * @throws PublishingException when the broker or the registry fails
     * @throws InterruptedException when the thread is interrupted
     */
    public LoadReport load(List<Path> files, UsageFormat format) throws InterruptedException {
        long begun = System.nanoTime();
        long bytes;
        try (ReadAhead reader = new ReadAhead(files, format, listener::warned)) {
            publishAll(reader);
            publisher.flush();
            bytes = reader.position();
            listener.progressed(published.get(), bytes, reader.total());
        }
        double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
        return new LoadReport(published.get(), refused.get(), skipped, bytes, seconds, complete);
    }

    private void publishAll(ReadAhead reader) throws InterruptedException {
        long seen = 0;
        while (true) {
            ReadAhead.Part part = reader.take();
            for (Line line : part.lines()) {
                if (!publish(part.file(), line, reader)) {
                    complete = false;
                    return;
                }
                if (++seen % LINES_BETWEEN_REPORTS == 0) {
                    report(reader);
                }
            }
            UnreadableFileException broken = part.broken();
            if (broken != null) {
                complete = false;
                listener.unreadable(broken);
                if (strict) {
                    return;
                }
            }
            if (part.last()) {
                return;
            }
        }
    }

    /** False when the load is to stop here. */
    private boolean publish(Path file, Line line, ReadAhead reader) throws InterruptedException {
        if (line instanceof Line.Good good) {
            waitFor(good, reader);
            UsageEvent event = good.event();
            publisher.publish(event.getIdentityId(), event, new Counted(file, good));
            return true;
        }
        if (line instanceof Line.Bad bad) {
            refuse(file, bad);
            return !strict;
        }
        skipped++;
        return true;
    }

    private void waitFor(Line.Good line, ReadAhead reader) throws InterruptedException {
        Duration wait = pace.waitFor(line.event().getOccurredAt());
        while (!wait.isZero()) {
            Duration nap = wait.compareTo(LONGEST_NAP) < 0 ? wait : LONGEST_NAP;
            TimeUnit.NANOSECONDS.sleep(nap.toNanos());
            report(reader);
            wait = pace.waitFor(line.event().getOccurredAt());
        }
    }

    private void report(ReadAhead reader) {
        listener.progressed(published.get(), reader.position(), reader.total());
    }

    private void refuse(Path file, Line.Bad line) {
        refused.incrementAndGet();
        listener.refused(file, line);
    }

    private final class Counted implements Receipt {
        private final Path file;
        private final Line.Good line;

        Counted(Path file, Line.Good line) {
            this.file = file;
            this.line = line;
        }

        @Override
        public void appended(RecordMetadata where) {
            published.incrementAndGet();
        }

        @Override
        public void refused(String why) {
            refuse(file, new Line.Bad(line.line(), "line", why, line.event().getEventId()));
        }
    }
}

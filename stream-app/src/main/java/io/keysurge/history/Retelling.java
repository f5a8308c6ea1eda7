// SPDX-License-Identifier: Apache-2.0
package io.keysurge.history;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.Admission.Stored;
import io.keysurge.admission.Reading;
import io.keysurge.admission.Reading.Refused;
import io.keysurge.detect.Position;
import io.keysurge.prices.PriceTable;
import io.keysurge.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells the log again: of each partition of the usage topic what it says of its identities, beside what the registry, the
 * exposures and the revocations say of them, in the order in which they were appended. Partitions are told side by side.
 *
 * <p>What compaction removed from the registry is not told: of an identity that was registered anew long ago only the
 * newest word is left.
 */
public final class Retelling {

    private static final int PROGRESS_EVERY = 16_384;

    private final Map<String, ?> clients;
    private final Topics topics;
    private final Question question;
    private final Progress progress;
    private final LongAdder read = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * What is to be told.
     *
     * @param usageTopic where usage is
     * @param identities of whom; empty for everybody
     * @param prices what calls cost whose cost no producer stated
     */
    public record Question(String usageTopic, Set<String> identities, PriceTable prices) {
        /** Takes copies. */
        public Question {
            identities = Set.copyOf(identities);
        }
    }

    /** Told from time to time how far it is; from any thread. */
    @FunctionalInterface
    public interface Progress {
        /**
         * How far it is.
         *
         * @param read records so far
         * @param total records there are
         */
        void at(long read, long total);
    }

    /** Who is told. */
    @FunctionalInterface
    public interface Audience {
        /**
         * Who is told of one partition; asked by the thread that tells.
         *
         * @param usageTopic where usage is
         * @param partition the partition
         */
        Hearer of(String usageTopic, int partition);
    }

    /**
     * A retelling to run once.
     *
     * @param clients broker, registry and client settings
     * @param topics where the registry, exposures and revocations are
     */
    public Retelling(Map<String, ?> clients, Topics topics, Question question, Progress progress) {
        this.clients = clients;
        this.topics = topics;
        this.question = question;
        this.progress = progress;
    }

    /**
     * Tells everything.
     *
     * @param hearers whom each partition is told
     * @throws InterruptedException when the thread was interrupted; what was begun is given up
     * @throws RuntimeException what reading or a hearer threw
     */
    public void run(Audience hearers) throws InterruptedException {
        var log = new LogReader(clients);
        List<LogRange> usage = log.ranges(question.usageTopic());
        List<LogRange> context = new ArrayList<>();
        for (String topic : List.of(
                topics.identities().name(),
                topics.exposures().name(),
                topics.revocations().name())) {
            context.addAll(log.ranges(topic));
        }
        long total = usage.stream().mapToLong(LogRange::size).sum();
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.max(1, Math.min(usage.size(), Runtime.getRuntime().availableProcessors())));
        try {
            List<Future<?>> running = new ArrayList<>();
            for (LogRange range : usage) {
                List<LogRange> parts = new ArrayList<>(beside(range, context, usage.size()));
                parts.add(range);
                running.add(threads.submit(() -> tell(
                        log,
                        parts,
                        total,
                        hearers.of(question.usageTopic(), range.partition().partition()))));
            }
            for (Future<?> each : running) {
                await(each);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** In which order the detector was told of calls that tried a key. */
    public AttemptOrder attemptOrder() {
        return AttemptOrder.read(new LogReader(clients), topics.attempts().name());
    }

    /** Records of usage that could not be counted. */
    public long refused() {
        return refused.sum();
    }

    /** What is said of the same identities elsewhere: the same partition, where there are equally many, else all. */
    private static List<LogRange> beside(LogRange usage, List<LogRange> context, int partitions) {
        return context.stream()
                .filter(range -> {
                    long ofTopic = context.stream()
                            .filter(other -> other.partition()
                                    .topic()
                                    .equals(range.partition().topic()))
                            .count();
                    return ofTopic != partitions
                            || range.partition().partition()
                                    == usage.partition().partition();
                })
                .toList();
    }

    private void tell(LogReader log, List<LogRange> parts, long total, Hearer hearer) {
        List<PartitionLog> open = new ArrayList<>();
        try (var admissions = new Admissions(clients, topics, question)) {
            parts.forEach(part -> open.add(log.open(part)));
            var merged = new MergedLog(open);
            for (long count = 1; merged.hasNext(); count++) {
                ConsumerRecord<byte[], byte[]> next = merged.next();
                if (next.topic().equals(question.usageTopic())) {
                    read.increment();
                }
                if (count % PROGRESS_EVERY == 0) {
                    progress.at(read.sum(), total);
                }
                if (isWanted(next)) {
                    tell(admissions, next, hearer);
                }
            }
            hearer.end();
        } finally {
            open.forEach(PartitionLog::close);
        }
    }

    private boolean isWanted(ConsumerRecord<byte[], byte[]> stored) {
        if (question.identities().isEmpty()) {
            return true;
        }
        byte[] key = stored.key();
        return key != null && question.identities().contains(new String(key, StandardCharsets.UTF_8));
    }

    private void tell(Admissions admissions, ConsumerRecord<byte[], byte[]> next, Hearer hearer) {
        var position = new Position(next.topic(), next.partition(), next.offset());
        var stored = new Stored(next.key(), next.value(), next.headers(), next.timestamp(), position);
        Reading reading = admissions.of(next.topic()).read(stored);
        if (reading instanceof AboutIdentity about) {
            hearer.hear(about, next.timestamp(), position);
        } else if (reading instanceof Refused && next.topic().equals(question.usageTopic())) {
            refused.increment();
        }
    }

    private static void await(Future<?> running) throws InterruptedException {
        try {
            running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import io.keysurge.topics.Topics;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import io.keysurge.wording.Redaction;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports usage from within a service. One per process; safe for many threads.
 *
 * <p>{@link #report} checks the event, encodes it and puts it into a bounded buffer: some microseconds, no waiting, no
 * exception. A thread of the reporter's own sends it on, in batches, idempotently and to all replicas, and tries until
 * the broker confirms or patience is up. Drop policy: when the buffer is full the newest event is dropped, what was
 * accepted stays. Nothing is lost in silence: {@link #counts} tells what became of every event, by reason, and a
 * {@link LossListener} gets each lost one.
 *
 * <p>What is in the buffer is lost when the process dies, so call {@link #close} at its end. Who must not lose usage even
 * then writes it down first, or waits for {@link #flush}.
 */
public final class UsageReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UsageReporter.class);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    static {
        Contracts.trust();
    }

    private final ReporterSettings settings;
    private final LossListener listener;
    private final InstantSource clock;
    private final Completion completion;
    private final Buffer buffer;
    private final Courier courier;
    private final Thread thread;
    private final Map<RefusalReason, AtomicLong> refusals = new EnumMap<>(RefusalReason.class);
    private final Map<Loss, AtomicLong> losses = new EnumMap<>(Loss.class);
    private final AtomicBoolean closed = new AtomicBoolean();

    private UsageReporter(ReporterSettings settings, LossListener listener, InstantSource clock) {
        this.settings = settings;
        this.listener = listener;
        this.clock = clock;
        this.completion = new Completion(settings.producer(), settings.version());
        this.buffer = new Buffer(settings.mostEvents(), settings.mostBytes());
        for (RefusalReason reason : RefusalReason.values()) {
            refusals.put(reason, new AtomicLong());
        }
        for (Loss loss : Loss.values()) {
            losses.put(loss, new AtomicLong());
        }
        this.courier = new Courier(settings, buffer, (event, why) -> tell(Loss.DELIVERY_FAILED, event, why));
        this.thread = new Thread(courier, "keysurge-reporter");
        thread.setDaemon(true);
    }

    /** Starts a reporter that keeps its losses to its counters and its log. */
    public static UsageReporter start(ReporterSettings settings) {
        return start(settings, LossListener.NONE);
    }

    /**
     * Starts a reporter. Neither broker nor registry need be there yet.
     *
     * @throws org.apache.kafka.common.KafkaException when a client's setting is missing or wrong, or the name of no
     *     broker can be resolved
     */
    public static UsageReporter start(ReporterSettings settings, LossListener listener) {
        var reporter = new UsageReporter(settings, listener, InstantSource.system());
        reporter.thread.start();
        return reporter;
    }

    /**
     * Reports one event; neither waits nor throws. The event is copied, so the caller may use it again.
     *
     * <p>Where {@code event_id} is empty it is made from the content, so that the same event reported again counts once.
     * Two calls that are alike in everything, to the millisecond, are then one: give the response's own id where there
     * is one. Where {@code producer} is null, the reporter's is filled in.
     *
     * @return true when it was accepted for delivery; false when it is lost, as the counters and the listener know
     */
    public boolean report(UsageEvent event) {
        UsageEvent complete;
        byte[] encoded;
        try {
            complete = completion.complete(event);
            Optional<Refusal> refusal = Admittance.check(complete, clock.instant());
            if (refusal.isPresent()) {
                return refuse(complete, refusal.get());
            }
            encoded = Completion.encode(complete);
        } catch (RuntimeException | IOException unfit) {
            return refuse(event, new Refusal(RefusalReason.CORRUPT_PAYLOAD, "value", Redaction.sentence(unfit)));
        }
        if (encoded.length > Topics.MAX_RECORD_BYTES) {
            String size = encoded.length + " bytes (expected: <= " + Topics.MAX_RECORD_BYTES + ")";
            return refuse(complete, new Refusal(RefusalReason.OVERSIZED, "value", size));
        }
        long deadline = System.nanoTime() + settings.patience().toNanos();
        return switch (buffer.offer(encoded, deadline)) {
            case ACCEPTED -> true;
            case FULL -> tell(Loss.BUFFER_FULL, complete, "the buffer is full");
            case CLOSED -> tell(Loss.CLOSED, complete, "the reporter is closed");
        };
    }

    /**
     * Reports an event that is being built, as {@link #report(UsageEvent)} does. {@code event_id} may be unset, and so may
     * {@code occurred_at}, which is now then.
     */
    public boolean report(UsageEvent.Builder event) {
        try {
            UsageEvent.Builder copy = UsageEvent.newBuilder(event);
            if (!copy.hasEventId()) {
                copy.setEventId("");
            }
            if (!copy.hasOccurredAt()) {
                copy.setOccurredAt(clock.instant());
            }
            return report(copy.build());
        } catch (RuntimeException incomplete) {
            return refuse(
                    new UsageEvent(),
                    new Refusal(RefusalReason.CORRUPT_PAYLOAD, "value", Redaction.sentence(incomplete)));
        }
    }

    /**
     * Waits until everything accepted so far is delivered or given up.
     *
     * @return false when the time was up before, or the thread was interrupted, which it then still is
     */
    public boolean flush(Duration patience) {
        return buffer.awaitSettled(patience);
    }

    /**
     * Accepts nothing more, waits for what was accepted, and gives up what is not delivered then. Closing again does
     * nothing.
     *
     * @param patience how long to wait; stopping may take some seconds more where the broker does not answer
     * @return false when something had to be given up now
     */
    public boolean close(Duration patience) {
        if (!closed.compareAndSet(false, true)) {
            return true;
        }
        buffer.close();
        boolean settled = buffer.awaitSettled(patience);
        thread.interrupt();
        try {
            courier.close();
            thread.join(STOP_PATIENCE.toMillis());
        } catch (InterruptException | InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        return settled;
    }

    /** Closes with ten seconds of patience. */
    @Override
    public void close() {
        if (!close(CLOSE_PATIENCE)) {
            LOG.warn("Closed before all usage was delivered: {}", counts());
        }
    }

    /** What became of everything reported so far. */
    public ReporterCounts counts() {
        Map<RefusalReason, Long> refused = new EnumMap<>(RefusalReason.class);
        refusals.forEach((reason, count) -> {
            if (count.get() > 0) {
                refused.put(reason, count.get());
            }
        });
        Buffer.Books books = buffer.books();
        return new ReporterCounts(
                books.accepted(),
                books.delivered(),
                books.failed(),
                refused,
                books.full(),
                books.closed(),
                books.pending(),
                books.bytes(),
                courier.renewals());
    }

    /** Shows the counters as {@code keysurge.reporter.*} in a registry, such as {@code Metrics.registry()}. */
    public void bindTo(MeterRegistry registry) {
        ReporterMeters.bind(this, registry);
    }

    private boolean refuse(UsageEvent event, Refusal refusal) {
        count(refusal.reason());
        return tell(Loss.REFUSED, Masking.masked(event), refusal.sentence());
    }

    private void count(RefusalReason reason) {
        AtomicLong counter = refusals.get(reason);
        if (counter != null) {
            counter.incrementAndGet();
        }
    }

    /** Always false, for {@link #report} to return. */
    private boolean tell(Loss loss, UsageEvent event, String why) {
        AtomicLong counter = losses.get(loss);
        long lost = counter == null ? 0 : counter.incrementAndGet();
        if (isPowerOfTen(lost)) {
            LOG.warn("Usage is lost ({}, {} so far): {}", loss.label(), lost, why);
        }
        try {
            listener.lost(loss, event, why);
        } catch (RuntimeException failed) {
            LOG.warn("The listener for lost usage failed: {}", Redaction.sentence(failed));
        }
        return false;
    }

    /** A flood of losses must not become a flood of log lines. */
    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest >= 10 && rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}

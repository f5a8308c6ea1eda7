// SPDX-License-Identifier: Apache-2.0
package io.keysurge.consume;

import io.keysurge.consume.AlertReader.Read;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.EventReference;
import io.keysurge.deliver.Deliveries;
import io.keysurge.ledger.DecisionLog;
import io.keysurge.ledger.KnownActions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads alerts and writes decisions until it is stopped.
 *
 * <p>Each turn: poll, catch up with the ledger, decode, decide, write decisions and offsets in one transaction, hand
 * intents on. A batch is
 * either decided on as a whole or read again as a whole. Nothing is kept between turns but what the ledger says.
 */
public final class AlertLoop implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final AlertReader reader;
    private final Recorder recorder;
    private final KnownActions known;
    private final Lookout lookout;
    private final DecisionLog log;
    private final Deliveries deliveries;
    private final InstantSource clock;
    private final SinkMeters meters;
    private final Patience patience = new Patience();
    private final Set<Integer> toTakeUp = new HashSet<>();
    private volatile boolean stopping;
    private volatile boolean assigned;
    private volatile boolean ledgerRead;
    private volatile Instant lastTurn;

    /**
     * A loop that owns none of what it is given.
     *
     * @param topic the alerts topic
     * @param consumer read_committed and without automatic commits
     * @param values how bytes become an alert
     * @param known the ledger in memory, which {@code lookout} has filled
     */
    public AlertLoop(
            String topic,
            Consumer<byte[], byte[]> consumer,
            Deserializer<Alert> values,
            Recorder recorder,
            KnownActions known,
            Lookout lookout,
            DecisionLog log,
            Deliveries deliveries,
            InstantSource clock,
            MeterRegistry metrics) {
        this.topic = topic;
        this.consumer = consumer;
        this.meters = new SinkMeters(metrics);
        this.reader = new AlertReader(values, meters);
        this.recorder = recorder;
        this.known = known;
        this.lookout = lookout;
        this.log = log;
        this.deliveries = deliveries;
        this.clock = clock;
        this.lastTurn = clock.instant();
    }

    /** Runs until {@link #close}; throws what it cannot recover from. */
    @Override
    public void run() {
        try {
            boolean opened = false;
            while (!stopping) {
                lastTurn = clock.instant();
                if (opened) {
                    turn();
                } else {
                    opened = open();
                }
            }
        } catch (WakeupException e) {
            LOG.debug("Woken up to stop");
        }
    }

    /** Asks the loop to stop; returns at once. */
    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
    }

    /** When the loop last began a turn. */
    public Instant lastTurn() {
        return lastTurn;
    }

    /** Why alerts are not decided on at the moment, in one sentence; empty when they are. */
    public Optional<String> whyNotReady() {
        if (!assigned) {
            return Optional.of("the consumer group has not admitted this instance yet");
        }
        if (patience.isHeldUp()) {
            return Optional.of("the broker or the registry does not answer; the log says which");
        }
        return ledgerRead ? Optional.empty() : Optional.of("the ledger is not read yet");
    }

    private boolean open() {
        try {
            log.open();
        } catch (TimeoutException e) {
            LOG.warn("No broker answers, still trying: {}", e.getMessage());
            return false;
        }
        consumer.subscribe(List.of(topic), new Partitions());
        return true;
    }

    private void turn() {
        if (patience.isOver(clock.instant()) && !consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
        lookout.lookAtOrders();
        boolean nothingToDo = batch.isEmpty() && toTakeUp.isEmpty() && ledgerRead && !lookout.isTimeForTheLedger();
        if (!patience.isOver(clock.instant()) || nothingToDo) {
            readAgain(batch);
            return;
        }
        try {
            decide(batch);
            patience.succeeded(!batch.isEmpty());
        } catch (RetriableException e) {
            Duration wait = patience.failed(clock.instant(), !batch.isEmpty());
            LOG.warn("Cannot decide now, next try in {} ms: {}", wait.toMillis(), e.getMessage());
            readAgain(batch);
        }
        meters.lag(lag());
    }

    private void decide(ConsumerRecords<byte[], byte[]> batch) {
        List<Integer> mine =
                consumer.assignment().stream().map(TopicPartition::partition).toList();
        ledgerRead = lookout.lookAtLedger(mine);
        if (!ledgerRead) {
            readAgain(batch);
            return;
        }
        toTakeUp.clear();
        if (!batch.isEmpty()) {
            decide(reader.read(batch), batch.nextOffsets());
        }
    }

    private void decide(AlertReader.Batch batch, Map<TopicPartition, OffsetAndMetadata> offsets) {
        List<Decided> decided = new ArrayList<>();
        for (Read read : batch.alerts()) {
            List<ActionRecord> actions = recorder.decide(read.alert(), evidence(read), known, clock.instant());
            if (actions.isEmpty()) {
                meters.repeated();
            }
            actions.forEach(action -> decided.add(new Decided(action, read.alert())));
        }
        write(decided.stream().map(Decided::action).toList(), offsets);
        batch.passed();
        decided.forEach(this::handOn);
    }

    private void handOn(Decided decided) {
        meters.decided(decided.action(), decided.alert().getRaisedAt());
        LOG.info("{}", DecisionLines.line(decided.action(), decided.alert().getExplanation()));
        deliveries.begin(decided.action());
    }

    private record Decided(ActionRecord action, Alert alert) {}

    private void write(List<ActionRecord> decisions, Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            log.write(decisions, offsets, consumer.groupMetadata());
        } catch (KafkaException e) {
            lookout.forget();
            ledgerRead = false;
            log.abort(); // throws when the producer is beyond repair, such as fenced
            throw new AbortedException("the transaction was aborted: " + e.getMessage(), e);
        }
    }

    /** The decisions were not written, and the alerts are still to be decided on. */
    private static final class AbortedException extends RetriableException {
        private static final long serialVersionUID = 1L;

        AbortedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Goes back to where the batch began. Partitions wait, and polling goes on, so that the group keeps this member.
     */
    private void readAgain(ConsumerRecords<byte[], byte[]> batch) {
        for (TopicPartition partition : batch.partitions()) {
            consumer.seek(partition, batch.records(partition).get(0).offset());
        }
        if (!patience.isOver(clock.instant())) {
            consumer.pause(consumer.assignment());
        }
    }

    private static EventReference evidence(Read read) {
        return new EventReference(
                null,
                read.source().topic(),
                read.source().partition(),
                read.source().offset());
    }

    private long lag() {
        long alerts = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            alerts += lag.orElse(0);
        }
        return alerts;
    }

    /** Intents belong to whoever has the partition of their alert. */
    private final class Partitions implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> toTakeUp.add(partition.partition()));
            assigned = true;
            patience.beginAnew();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            List<Integer> numbers =
                    partitions.stream().map(TopicPartition::partition).toList();
            numbers.forEach(toTakeUp::remove);
            deliveries.release(numbers);
        }
    }
}

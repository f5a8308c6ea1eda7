// SPDX-License-Identifier: Apache-2.0
package io.keysurge.audit;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.SinkControl;
import io.keysurge.serde.DecodeFailure;
import io.keysurge.topics.Topics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit chains: one for each partition of the ledger and of the orders.
 *
 * <p>Links, the offset up to which they speak, and where the chain stands are committed in one transaction, the last as
 * the offset's metadata. So a chain goes on without a gap or a second link, whoever reads the partition next.
 */
public final class AuditScribe implements Runnable, AutoCloseable {

    /** The chains as they are written. */
    @FunctionalInterface
    public interface Chains {

        /** The newest record of a chain; empty when it has none. */
        Optional<AuditRecord> last(String chain);
    }

    private static final Logger LOG = LoggerFactory.getLogger(AuditScribe.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int COMMIT_TRIES = 3;

    private final Topics topics;
    private final Consumer<String, byte[]> consumer;
    private final Producer<String, AuditRecord> producer;
    private final Deserializer<ActionRecord> actions;
    private final Deserializer<SinkControl> orders;
    private final Chains chains;
    private final Optional<Anchor> anchor;
    private final InstantSource clock;
    private final Map<TopicPartition, ChainHead> heads = new HashMap<>();
    private volatile boolean stopping;

    /**
     * A scribe that owns none of what it is given.
     *
     * @param consumer read_committed, without automatic commits, in a group of its own, from the earliest offset
     * @param producer transactional
     * @param chains what was written before
     * @param anchor where chains are noted besides; empty: nowhere
     */
    public AuditScribe(
            Topics topics,
            Consumer<String, byte[]> consumer,
            Producer<String, AuditRecord> producer,
            Deserializer<ActionRecord> actions,
            Deserializer<SinkControl> orders,
            Chains chains,
            Optional<Anchor> anchor,
            InstantSource clock) {
        this.chains = chains;
        this.topics = topics;
        this.consumer = consumer;
        this.producer = producer;
        this.actions = actions;
        this.orders = orders;
        this.anchor = anchor;
        this.clock = clock;
    }

    /** Runs until {@link #close}; throws what it cannot recover from. */
    @Override
    public void run() {
        try {
            while (!stopping && !open()) {
                LOG.warn("No broker answers, still trying to begin a transaction");
            }
            consumer.subscribe(List.of(topics.actions().name(), topics.control().name()), new Heads());
            while (!stopping) {
                turn();
            }
        } catch (WakeupException e) {
            LOG.debug("Woken up to stop");
        }
    }

    private boolean open() {
        try {
            producer.initTransactions();
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void turn() {
        ConsumerRecords<String, byte[]> batch;
        try {
            batch = consumer.poll(POLL);
        } catch (RetriableException e) {
            LOG.warn("The ledger cannot be read now, next try in {} ms: {}", PAUSE.toMillis(), e.getMessage());
            pause();
            return;
        }
        if (!batch.isEmpty()) {
            turn(batch);
        }
    }

    private void turn(ConsumerRecords<String, byte[]> batch) {
        Map<TopicPartition, ChainHead> next = new HashMap<>();
        try {
            List<AuditRecord> links = links(batch, next);
            write(links, batch, next);
            heads.putAll(next);
            note(next);
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("Links cannot be written now, next try in {} ms: {}", PAUSE.toMillis(), e.getMessage());
            readAgain(batch);
        }
    }

    /** The chain holds without its anchor, and a full disk must not stop the sink. */
    private void note(Map<TopicPartition, ChainHead> next) {
        try {
            anchor.ifPresent(place -> place.note(byName(next)));
        } catch (UncheckedIOException e) {
            LOG.error("The heads of the audit chains were not noted: {}", e.getMessage(), e);
        }
    }

    private List<AuditRecord> links(ConsumerRecords<String, byte[]> batch, Map<TopicPartition, ChainHead> next) {
        List<AuditRecord> links = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> entry : batch) {
            var partition = new TopicPartition(entry.topic(), entry.partition());
            ChainHead head = next.getOrDefault(partition, heads.getOrDefault(partition, ChainHead.START));
            AuditRecord link = link(entry, partition.toString(), head);
            links.add(link);
            next.put(partition, new ChainHead(link.getSequence(), link.getHash()));
        }
        return links;
    }

    private AuditRecord link(ConsumerRecord<String, byte[]> entry, String chain, ChainHead head) {
        var source = new EventReference(null, entry.topic(), entry.partition(), entry.offset());
        if (entry.value() == null) {
            return AuditLinks.unreadable(entry.key(), "it was deleted by hand", chain, head, source, clock.instant());
        }
        try {
            return entry.topic().equals(topics.actions().name())
                    ? AuditLinks.of(
                            actions.deserialize(entry.topic(), entry.value()), chain, head, source, clock.instant())
                    : AuditLinks.of(
                            orders.deserialize(entry.topic(), entry.value()), chain, head, source, clock.instant());
        } catch (RetriableException e) {
            throw e;
        } catch (RuntimeException e) {
            String why = DecodeFailure.reason(e).toString();
            return AuditLinks.unreadable(entry.key(), why, chain, head, source, clock.instant());
        }
    }

    private void write(
            List<AuditRecord> links, ConsumerRecords<String, byte[]> batch, Map<TopicPartition, ChainHead> next) {
        producer.beginTransaction();
        try {
            for (AuditRecord link : links) {
                // The commit reports what became of it.
                var unused = producer.send(new ProducerRecord<>(topics.audit().name(), link.getChainId(), link));
            }
            // Offsets move on without records too, past the markers of transactions; the chain stays where it is then.
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            batch.nextOffsets().forEach((partition, offset) -> {
                ChainHead head = next.getOrDefault(partition, heads.getOrDefault(partition, ChainHead.START));
                offsets.put(partition, new OffsetAndMetadata(offset.offset(), offset.leaderEpoch(), head.text()));
            });
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            commit();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw e;
        } catch (KafkaException e) {
            producer.abortTransaction();
            throw e;
        }
    }

    /** A commit that timed out may have succeeded; asking again is the only way to know, and it is safe. */
    private void commit() {
        for (int left = COMMIT_TRIES - 1; ; left--) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                if (left == 0) {
                    throw new IllegalStateException("nobody knows whether the audit records are written", e);
                }
            }
        }
    }

    private void readAgain(ConsumerRecords<String, byte[]> batch) {
        for (TopicPartition partition : batch.partitions()) {
            consumer.seek(partition, batch.records(partition).get(0).offset());
        }
        pause();
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private static Map<String, ChainHead> byName(Map<TopicPartition, ChainHead> heads) {
        Map<String, ChainHead> named = new HashMap<>();
        heads.forEach((partition, head) -> named.put(partition.toString(), head));
        return named;
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
    }

    /** A chain goes on from where it was committed, whoever wrote it. */
    private final class Heads implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata known = committed.get(partition);
                if (known == null) {
                    goOnFromTheChain(partition);
                } else {
                    heads.put(partition, ChainHead.parse(known.metadata()));
                }
            }
        }

        /** The broker forgets the offsets of a group in which nobody was for a week; the chain itself does not forget. */
        private void goOnFromTheChain(TopicPartition partition) {
            Optional<AuditRecord> last = chains.last(partition.toString());
            heads.put(
                    partition,
                    last.map(link -> new ChainHead(link.getSequence(), link.getHash()))
                            .orElse(ChainHead.START));
            last.ifPresent(
                    link -> consumer.seek(partition, link.getEvidence().get(0).getOffset() + 1));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            heads.keySet().removeAll(partitions);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import io.keysurge.contract.ActionRecord;
import io.keysurge.serde.DecodeFailure;
import io.keysurge.serde.UndecodableRecordException.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole ledger, every partition and every instance's writes, so that a decision knows what was decided
 * before it, here or
 * elsewhere. Used by one thread.
 */
public final class LedgerTail implements AutoCloseable {

    /** Is told a state and its offset. */
    @FunctionalInterface
    public interface Reader {
        void learn(ActionRecord action, long offset);
    }

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTail.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MOST_POLLS = 50;

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<ActionRecord> values;
    private final Reader reader;

    /**
     * A tail that stands at the beginning of the ledger.
     *
     * @param topic the actions topic
     * @param clientSettings what every Kafka client of this process is given
     * @param values how bytes become an action
     * @param reader is told every state, oldest first per action
     */
    public LedgerTail(
            String topic, Map<String, Object> clientSettings, Deserializer<ActionRecord> values, Reader reader) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.keySet().removeAll(List.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.values = values;
        this.reader = reader;
    }

    /**
     * Reads on to the ledger's end as it was when the call began, for a few seconds at most.
     *
     * @return true when the end was reached; false: call again
     */
    public boolean catchUp() {
        if (consumer.assignment().isEmpty()) {
            consumer.assign(partitions());
            rewind();
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        for (int polls = 0; polls < MOST_POLLS; polls++) {
            if (ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                return true;
            }
            read(consumer.poll(POLL));
        }
        return false;
    }

    /** Goes back to the beginning; the next {@link #catchUp} reads everything again. */
    public void rewind() {
        consumer.seekToBeginning(consumer.assignment());
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("topic " + topic + ": missing (expected: created by the setup command)");
        }
        return partitions;
    }

    private void read(ConsumerRecords<String, byte[]> entries) {
        Map<TopicPartition, Long> unread = new HashMap<>();
        entries.partitions()
                .forEach(partition ->
                        unread.put(partition, entries.records(partition).get(0).offset()));
        try {
            for (ConsumerRecord<String, byte[]> entry : entries) {
                read(entry);
                unread.put(new TopicPartition(entry.topic(), entry.partition()), entry.offset() + 1);
            }
        } catch (RuntimeException e) {
            unread.forEach(consumer::seek);
            throw e;
        }
    }

    private void read(ConsumerRecord<String, byte[]> entry) {
        if (entry.value() == null) {
            return; // an action that was deleted by hand
        }
        ActionRecord action;
        try {
            action = values.deserialize(topic, entry.value());
        } catch (RuntimeException e) {
            Reason never = DecodeFailure.reason(e);
            LOG.error(
                    "The ledger has an unreadable entry, action {} at {}-{}@{}: {}. What became of it is unknown",
                    entry.key(),
                    entry.topic(),
                    entry.partition(),
                    entry.offset(),
                    never);
            return;
        }
        reader.learn(action, entry.offset());
    }

    @Override
    public void close() {
        consumer.close();
    }
}

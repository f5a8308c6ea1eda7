// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a whole topic, every partition and every instance's writes, and goes on where it was, so that a decision knows
 * what was written before it, here or elsewhere. Used by one thread.
 *
 * @param <T> what its records hold
 */
public final class TopicTail<T> implements AutoCloseable {

    /** Is told what is written, oldest first per key. */
    @FunctionalInterface
    public interface Reader<T> {

        /** Takes note of a record; {@code value} is null where the key was deleted. */
        void learn(String key, @Nullable T value, long offset);

        /** Takes note that nobody can say what a record holds. */
        default void unreadable(String key) {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MOST_POLLS = 50;

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<T> values;
    private final Reader<T> reader;

    /**
     * A tail that stands at the beginning.
     *
     * @param clientSettings what every Kafka client of this process is given
     * @param values how bytes become a record
     * @param reader is told every record
     */
    public TopicTail(String topic, Map<String, Object> clientSettings, Deserializer<T> values, Reader<T> reader) {
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
     * Reads on to the topic's end as it was when the call began, for a few seconds at most.
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
            reader.learn(entry.key(), null, entry.offset());
            return;
        }
        T value;
        try {
            value = values.deserialize(topic, entry.value());
        } catch (RuntimeException e) {
            Reason never = DecodeFailure.reason(e);
            LOG.error(
                    "Unreadable: {} at {}-{}@{}: {}. What it says is unknown",
                    entry.key(),
                    entry.topic(),
                    entry.partition(),
                    entry.offset(),
                    never);
            reader.unreadable(entry.key());
            return;
        }
        reader.learn(entry.key(), value, entry.offset());
    }

    @Override
    public void close() {
        consumer.close();
    }
}

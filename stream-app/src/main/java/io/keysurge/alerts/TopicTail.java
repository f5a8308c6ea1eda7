// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

import io.keysurge.serde.AvroSerdes;
import io.keysurge.serde.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The committed records of one topic from a chosen place on, over all its partitions, without a consumer group: any
 * number of people may read, and nobody's place is moved.
 *
 * <p>For one thread, but for {@link #wakeup()}.
 *
 * @param <T> the contract of the values
 */
public final class TopicTail<T extends SpecificRecord> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<T> values;
    private final String topic;
    private final Consumer<String> warnings;
    private final List<TopicPartition> partitions;

    /**
     * Looks the topic up; reading begins at its end until told otherwise.
     *
     * @param type the contract of the values
     * @param clientSettings broker, registry and consumer settings
     * @param topic what to read
     * @param warnings takes a sentence for each record that cannot be decoded; it is passed over
     * @throws KafkaException when the broker does not answer or has no such topic
     */
    public TopicTail(Class<T> type, Map<String, ?> clientSettings, String topic, Consumer<String> warnings) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.values = AvroSerdes.forValues(type, clientSettings).deserializer();
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = topic;
        this.warnings = warnings;
        try {
            this.partitions = partitionsOf(topic);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        consumer.assign(partitions);
        fromEnd();
    }

    /** Goes on from the oldest record there is. */
    public void fromBeginning() {
        consumer.seekToBeginning(partitions);
    }

    /** Goes on from the records appended at or after an instant. */
    public void from(Instant appendedAt) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, appendedAt.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> places = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp place = places.get(partition);
            if (place == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, place.offset());
            }
        }
    }

    /** Goes on from what is committed after this call. */
    public void fromEnd() {
        // Sought to offsets and not with seekToEnd, which would look the end up only at the first poll.
        ends().forEach(consumer::seek);
    }

    /** Where the committed records of each partition end now. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /** True once every record before these ends was polled. */
    public boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /**
     * The next records in order of their append time, or none when there are none within the patience.
     *
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeup()}
     * @throws io.keysurge.serde.TransientRegistryException when the registry cannot be asked
     */
    public List<Tailed<T>> poll(Duration patience) {
        List<Tailed<T>> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
            if (record.value() != null) {
                decode(record, records);
            }
        }
        records.sort(Comparator.comparing(Tailed::appendedAt));
        return records;
    }

    /**
     * Hands over every record from the place it stands at to the ends that there are now, and keeps none.
     *
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeup()}
     * @throws io.keysurge.serde.TransientRegistryException when the registry cannot be asked
     * @throws KafkaException when the broker gives nothing for half a minute although there is more
     */
    public void readThrough(Consumer<Tailed<T>> each) {
        var headway = new Headway(ends());
        while (headway.goesOn(consumer)) {
            poll(GLANCE).forEach(each);
        }
    }

    /** Makes a waiting {@link #poll} throw; from any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        values.close();
    }

    private void decode(ConsumerRecord<byte[], byte[]> record, List<Tailed<T>> records) {
        try {
            T value = values.deserialize(topic, record.value());
            records.add(
                    new Tailed<>(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()), value));
        } catch (UndecodableRecordException unknown) {
            warnings.accept(topic + ", partition " + record.partition() + ", offset " + record.offset() + ": "
                    + unknown.getMessage());
        }
    }

    private List<TopicPartition> partitionsOf(String name) {
        List<PartitionInfo> found = consumer.partitionsFor(name, PATIENCE);
        if (found == null || found.isEmpty()) {
            throw new KafkaException("Topic " + name + " does not exist (expected: created); run `keysurge setup`");
        }
        return found.stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
    }
}

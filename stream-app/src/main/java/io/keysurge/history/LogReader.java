// SPDX-License-Identifier: Apache-2.0
package io.keysurge.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Finds parts of the log, and opens them. Any number may be open at once, each for one thread. */
public final class LogReader {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int BYTES_PER_FETCH = 4 * 1024 * 1024;
    private static final int RECORDS_PER_POLL = 5_000;

    private final Map<String, Object> settings;

    /**
     * A reader of one cluster.
     *
     * @param clients broker and client settings
     */
    public LogReader(Map<String, ?> clients) {
        settings = new HashMap<>(clients);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES_PER_FETCH);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    }

    /** All that is committed on a topic now, by partition. */
    public List<LogRange> ranges(String topic) {
        return ranges(topic, null);
    }

    /**
     * What is committed on a topic now and was appended at or after an instant, by partition.
     *
     * @param appendedFrom null for all there is
     * @throws KafkaException when the broker does not answer or has no such topic
     */
    public List<LogRange> ranges(String topic, @Nullable Instant appendedFrom) {
        try (var consumer = consumer()) {
            List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
            if (found == null || found.isEmpty()) {
                throw new KafkaException(
                        "Topic " + topic + " does not exist (expected: created); run `keysurge setup`");
            }
            List<TopicPartition> partitions = found.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .sorted(Comparator.comparing(TopicPartition::partition))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions));
            if (appendedFrom != null) {
                begins.putAll(offsetsOf(consumer, partitions, appendedFrom, ends));
            }
            List<LogRange> ranges = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                long end = ends.getOrDefault(partition, 0L);
                ranges.add(new LogRange(partition, begins.getOrDefault(partition, end), end));
            }
            return ranges;
        }
    }

    private static Map<TopicPartition, Long> offsetsOf(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Instant appendedFrom,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, appendedFrom.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> place :
                consumer.offsetsForTimes(times).entrySet()) {
            // Without a place nothing was appended since.
            long offset = place.getValue() == null
                    ? ends.getOrDefault(place.getKey(), 0L)
                    : place.getValue().offset();
            offsets.put(place.getKey(), offset);
        }
        return offsets;
    }

    /** Opens a part of the log; whoever opens it closes it. */
    public PartitionLog open(LogRange range) {
        return new PartitionLog(consumer(), range);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}

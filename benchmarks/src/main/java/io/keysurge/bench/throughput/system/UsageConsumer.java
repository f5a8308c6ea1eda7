// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning to its end of now, as bytes, with the consumer's defaults. */
public final class UsageConsumer {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Map<String, Object> settings;
    private final String topic;

    /** A consumer of one topic. Sees committed records only. */
    public UsageConsumer(Map<String, Object> clientSettings, String topic) {
        this.settings = new HashMap<>(clientSettings);
        this.settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.topic = topic;
    }

    /** Reads all partitions together. */
    public void readAll(int partitions, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        read(
                IntStream.range(0, partitions)
                        .mapToObj(number -> new TopicPartition(topic, number))
                        .toList(),
                action);
    }

    /** Reads one partition. */
    public void readOne(int partition, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        read(List.of(new TopicPartition(topic, partition)), action);
    }

    private void read(List<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = ends(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(PATIENCE)) {
                    action.accept(record);
                }
            }
        }
    }

    /**
     * Ends with what is not committed yet: a producer's commit returns before every partition has heard of it, so that
     * the end of what is committed would leave out the last transaction of a system that has just closed.
     */
    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        var uncommitted = new HashMap<>(settings);
        uncommitted.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        try (var consumer =
                new KafkaConsumer<>(uncommitted, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(partitions);
        }
    }
}

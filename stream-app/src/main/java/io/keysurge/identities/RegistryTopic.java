// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import io.keysurge.serde.AvroSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A part of the registry as its topic has it.
 *
 * @param <V> the contract of the topic's records
 */
final class RegistryTopic<V extends SpecificRecord> {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final String topic;
    private final Class<V> type;
    private final Map<String, Object> clients;

    /**
     * A part of an installation's registry.
     *
     * @param clients broker, registry and client settings
     */
    RegistryTopic(String topic, Class<V> type, Map<String, Object> clients) {
        this.topic = topic;
        this.type = type;
        this.clients = Map.copyOf(clients);
    }

    String name() {
        return topic;
    }

    /**
     * Everything that is registered now, by key.
     *
     * @throws KafkaException when the broker does not answer or has no such topic
     */
    Map<String, V> read() {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        Map<String, V> registered = new TreeMap<>();
        try (Deserializer<V> values = AvroSerdes.forValues(type, clients).deserializer();
                var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
            List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
            if (found == null || found.isEmpty()) {
                throw new KafkaException(
                        "Topic " + topic + " does not exist (expected: created); run `keysurge setup`");
            }
            List<TopicPartition> partitions = found.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, V> each : consumer.poll(GLANCE)) {
                    if (each.value() == null) {
                        registered.remove(each.key());
                    } else {
                        registered.put(each.key(), each.value());
                    }
                }
            }
        }
        return registered;
    }

    /**
     * Sends records within the producer's transaction, whose commit reports what became of them.
     *
     * @param records by key; empty: what is there goes
     */
    void send(Producer<String, byte[]> producer, Map<String, Optional<V>> records) {
        try (Serializer<V> values = AvroSerdes.forValues(type, clients).serializer()) {
            records.forEach((key, value) -> {
                byte[] bytes =
                        value.map(record -> values.serialize(topic, record)).orElse(null);
                var unused = producer.send(new ProducerRecord<>(topic, key, bytes));
            });
        }
    }
}

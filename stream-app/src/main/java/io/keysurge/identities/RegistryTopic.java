// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.serde.AvroSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The registry as its topic has it. */
public final class RegistryTopic {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final String topic;
    private final Map<String, Object> clients;

    /**
     * The registry of an installation.
     *
     * @param clients broker, registry and client settings
     */
    public RegistryTopic(String topic, Map<String, Object> clients) {
        this.topic = topic;
        this.clients = Map.copyOf(clients);
    }

    /**
     * Everybody who is registered now, by id.
     *
     * @throws KafkaException when the broker does not answer or has no such topic
     */
    public Map<String, IdentityRecord> read() {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        Map<String, IdentityRecord> registered = new TreeMap<>();
        try (Deserializer<IdentityRecord> values =
                        AvroSerdes.forValues(IdentityRecord.class, clients).deserializer();
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
                for (ConsumerRecord<String, IdentityRecord> each : consumer.poll(GLANCE)) {
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
     * Writes changes, all or none: who reads committed records sees them together.
     *
     * @param changes the new record of each identity; empty: it is registered no more
     * @throws KafkaException when they could not be written; then none of them is
     */
    public void write(Map<String, Optional<IdentityRecord>> changes) {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic + "-apply-" + UUID.randomUUID());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Serializer<IdentityRecord> values =
                        AvroSerdes.forValues(IdentityRecord.class, clients).serializer();
                var producer = new KafkaProducer<>(settings, new StringSerializer(), values)) {
            producer.initTransactions();
            producer.beginTransaction();
            try {
                for (Map.Entry<String, Optional<IdentityRecord>> each : changes.entrySet()) {
                    IdentityRecord value = each.getValue().orElse(null);
                    // The commit reports what became of it.
                    var unused = producer.send(new ProducerRecord<>(topic, each.getKey(), value));
                }
                producer.commitTransaction();
            } catch (KafkaException e) {
                producer.abortTransaction();
                throw e;
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import io.keysurge.alerts.WholeTopic;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.serde.UndecodableRecordException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of the registry as its topic has it.
 *
 * @param <V> the contract of the topic's records
 */
final class RegistryTopic<V extends SpecificRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryTopic.class);

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
        Map<String, byte[]> newest = new TreeMap<>();
        WholeTopic.read(topic, clients, each -> newest.put(each.key(), each.value()));
        Map<String, V> registered = new TreeMap<>();
        try (Deserializer<V> values = AvroSerdes.forValues(type, clients).deserializer()) {
            newest.forEach((key, bytes) -> {
                if (bytes != null) {
                    decode(values, key, bytes, registered);
                }
            });
        }
        return registered;
    }

    /** What cannot be decoded is not registered: to apply it again replaces it. */
    private void decode(Deserializer<V> values, String key, byte[] bytes, Map<String, V> registered) {
        try {
            registered.put(key, values.deserialize(topic, bytes));
        } catch (UndecodableRecordException unknown) {
            LOG.warn("{}: the record of {} cannot be read, and counts as none: {}", topic, key, unknown.getMessage());
        }
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

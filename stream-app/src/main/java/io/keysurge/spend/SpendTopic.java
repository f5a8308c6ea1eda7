// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import io.keysurge.alerts.WholeTopic;
import io.keysurge.contract.SpendRollup;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.serde.UndecodableRecordException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;

/** The roll-ups as their topic has them: of each key the newest, unless it was deleted. */
public final class SpendTopic {

    private final String topic;
    private final Map<String, Object> clients;
    private final Consumer<String> warnings;

    /**
     * The roll-ups of an installation.
     *
     * @param clients broker, registry and client settings
     * @param warnings takes a sentence for each record that cannot be decoded; sums are without it
     */
    public SpendTopic(String topic, Map<String, Object> clients, Consumer<String> warnings) {
        this.topic = topic;
        this.clients = Map.copyOf(clients);
        this.warnings = warnings;
    }

    /**
     * What is committed now, of what is asked for; nothing else is kept in memory.
     *
     * @throws KafkaException when the broker does not answer or has no such topic
     * @throws io.keysurge.serde.TransientRegistryException when the registry cannot be asked
     */
    public Collection<SpendRollup> read(Predicate<SpendRollup> askedFor) {
        Map<String, SpendRollup> newest = new HashMap<>();
        try (Deserializer<SpendRollup> values =
                AvroSerdes.forValues(SpendRollup.class, clients).deserializer()) {
            WholeTopic.read(topic, clients, record -> take(record, values, askedFor, newest));
        }
        return newest.values();
    }

    /** A newer record that is not asked for still replaces an older one that was. */
    private void take(
            ConsumerRecord<String, byte[]> record,
            Deserializer<SpendRollup> values,
            Predicate<SpendRollup> askedFor,
            Map<String, SpendRollup> newest) {
        newest.remove(record.key());
        if (record.value() == null) {
            return;
        }
        try {
            SpendRollup rollup = values.deserialize(topic, record.value());
            if (askedFor.test(rollup)) {
                newest.put(record.key(), rollup);
            }
        } catch (UndecodableRecordException unknown) {
            warnings.accept(topic + ", partition " + record.partition() + ", offset " + record.offset() + ": "
                    + unknown.getMessage());
        }
    }
}

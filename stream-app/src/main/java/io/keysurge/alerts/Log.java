// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;

/**
 * The topics of an installation, to be read from their oldest record to the end that they have now.
 *
 * @param clients broker, registry and consumer settings
 * @param warnings takes a sentence for each record that cannot be decoded; it is passed over
 */
public record Log(Map<String, Object> clients, Consumer<String> warnings) {

    public Log {
        clients = Map.copyOf(clients);
    }

    /**
     * Hands over every committed record of a topic; those of one key in their order.
     *
     * @throws KafkaException when the broker does not answer or has no such topic
     * @throws io.keysurge.serde.TransientRegistryException when the registry cannot be asked
     */
    public <T extends SpecificRecord> void read(Class<T> type, String topic, Consumer<Tailed<T>> each) {
        try (TopicTail<T> tail = new TopicTail<>(type, clients, topic, warnings)) {
            tail.fromBeginning();
            tail.readThrough(each);
        }
    }
}

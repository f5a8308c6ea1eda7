// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A contract in Confluent's wire format: a zero byte, the schema id, Avro binary. Any Confluent client reads what it
 * writes and the other way round.
 *
 * @param <T> the generated class of the contract
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

    private final AvroSerializer<T> serializer = new AvroSerializer<>();
    private final AvroDeserializer<T> deserializer;

    /** For Kafka, which makes it by its class name: the type is the setting {@code specific.avro.value.type}. */
    public AvroSerde() {
        this.deserializer = new AvroDeserializer<>();
    }

    /** A serde of the given contract; {@link #configure} tells it where the registry is. */
    public AvroSerde(Class<T> type) {
        this.deserializer = new AvroDeserializer<>(type);
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        serializer.configure(settings, isKey);
        deserializer.configure(settings, isKey);
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}

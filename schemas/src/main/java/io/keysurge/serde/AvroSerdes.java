// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import io.keysurge.contract.TrustedClasses;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;

/** Makes the serde that the configuration asks for. */
public final class AvroSerdes {

    /** Names the class that writes and reads records; {@link AvroSerde} unless set. */
    public static final String AVRO_SERDE_CLASS = "avro.serde.class";

    private AvroSerdes() {}

    /**
     * A configured serde for values of the given contract.
     *
     * @param type the contract
     * @param settings {@code avro.serde.class}, {@code schema.registry.*} and the other settings of that class; ones it
     *     does not know are ignored
     * @throws ConfigException when a setting is missing or wrong, or the class cannot be used
     */
    public static <T extends SpecificRecord> Serde<T> forValues(Class<T> type, Map<String, ?> settings) {
        TrustedClasses.trust(SpecificData.get().getSchema(type));
        Map<String, Object> all = new HashMap<>(settings);
        // Confluent's own serde makes generic records unless told to make ours.
        all.put("specific.avro.reader", true);
        Serde<T> serde = instance(type, className(settings));
        serde.configure(all, false);
        return serde;
    }

    private static String className(Map<String, ?> settings) {
        Object value = settings.get(AVRO_SERDE_CLASS);
        if (value == null || value.toString().isBlank()) {
            return AvroSerde.class.getName();
        }
        return value instanceof Class<?> named
                ? named.getName()
                : value.toString().strip();
    }

    @SuppressWarnings("unchecked") // What a foreign serde makes of the bytes shows when it is used.
    private static <T extends SpecificRecord> Serde<T> instance(Class<T> type, String name) {
        if (name.equals(AvroSerde.class.getName())) {
            return new AvroSerde<>(type);
        }
        try {
            return (Serde<T>) Utils.newInstance(name, Serde.class);
        } catch (ClassNotFoundException | ClassCastException | KafkaException unusable) {
            throw new ConfigException(AVRO_SERDE_CLASS + ": " + name
                    + " (expected: a public class on the class path that implements " + Serde.class.getName()
                    + " and has a constructor without arguments)");
        }
    }
}

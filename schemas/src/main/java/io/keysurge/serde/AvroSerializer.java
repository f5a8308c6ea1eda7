// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import io.keysurge.contract.TrustedClasses;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.RegistryRefusedException;
import io.keysurge.registry.RegistryUnavailableException;
import io.keysurge.registry.SchemaVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in Confluent's wire format. Safe for many threads once configured.
 *
 * @param <T> the generated class of the records
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private @Nullable Office office;

    /** A serialiser; {@link #configure} tells it where the registry is. */
    public AvroSerializer() {}

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        close();
        office = new Office(RegistryClient.from(settings), SerdeSettings.from(settings, isKey), isKey);
    }

    /**
     * The bytes of the record; null for null. The first record of each schema and topic asks the registry.
     *
     * @throws TransientRegistryException when the registry could not be asked
     * @throws SerializationException when the registry refuses the schema, or the record does not fit it
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        if (office == null) {
            throw new IllegalStateException("serializer: not configured (expected: configure before first use)");
        }
        return office.writer(topic, record).write(record);
    }

    @Override
    public void close() {
        if (office != null) {
            office.registry.close();
        }
    }

    /** Finds out once per topic and schema under which id records are written. */
    private static final class Office {

        private final RegistryClient registry;
        private final SerdeSettings settings;
        private final boolean isKey;
        private final Map<Kind, RecordWriter> writers = new ConcurrentHashMap<>();

        Office(RegistryClient registry, SerdeSettings settings, boolean isKey) {
            this.registry = registry;
            this.settings = settings;
            this.isKey = isKey;
        }

        RecordWriter writer(String topic, SpecificRecord record) {
            Kind kind = new Kind(topic, record.getSchema());
            RecordWriter writer = writers.get(kind);
            if (writer == null) {
                writer = ask(settings.naming().subject(topic, isKey, kind.schema()), record);
                writers.put(kind, writer);
            }
            return writer;
        }

        private RecordWriter ask(String subject, SpecificRecord record) {
            Schema schema = record.getSchema();
            TrustedClasses.trust(schema);
            try {
                if (settings.autoRegister()) {
                    return RecordWriter.own(registry.register(subject, schema), record);
                }
                if (settings.useLatest()) {
                    return RecordWriter.as(known(registry.latest(subject).orElse(null), subject), record);
                }
                return RecordWriter.own(
                        known(registry.lookup(subject, schema).orElse(null), subject)
                                .id(),
                        record);
            } catch (RegistryUnavailableException notAnswered) {
                throw new TransientRegistryException(
                        "subject " + subject + ": schema id cannot be had now: " + notAnswered.getMessage(),
                        notAnswered);
            } catch (RegistryRefusedException no) {
                throw new SerializationException(no.getMessage(), no);
            }
        }

        private SchemaVersion known(@Nullable SchemaVersion version, String subject) {
            if (version == null) {
                throw new SerializationException("subject " + subject + ": schema not registered (expected: registered"
                        + " beforehand, because " + SerdeSettings.AUTO_REGISTER_SCHEMAS
                        + " is off; run the setup, or turn it on)");
            }
            return version;
        }
    }

    private record Kind(String topic, Schema schema) {}
}

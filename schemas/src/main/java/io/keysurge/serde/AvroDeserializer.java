// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import io.keysurge.contract.TrustedClasses;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.RegistryException;
import io.keysurge.serde.UndecodableRecordException.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in Confluent's wire format as one contract, whichever compatible version they were written with. Safe
 * for many threads once configured.
 *
 * @param <T> the generated class to read records as
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private @Nullable Class<T> type;
    private @Nullable Contract<T> contract;

    /** For Kafka, which makes it by its class name: the type is the setting {@code specific.avro.value.type}. */
    public AvroDeserializer() {}

    /** A deserialiser of the given contract; {@link #configure} tells it where the registry is. */
    public AvroDeserializer(Class<T> type) {
        this.type = type;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        Class<T> known = type == null ? typeOf(SerdeSettings.typeName(settings, isKey)) : type;
        Schema reader = SpecificData.get().getSchema(known);
        TrustedClasses.trust(reader);
        close();
        RegistryClient registry = RegistryClient.from(settings);
        contract = new Contract<>(
                registry,
                new WriterSchemas(registry, reader, System::nanoTime),
                reader,
                SpecificData.getForClass(known));
    }

    /**
     * The record in the bytes.
     *
     * @return null for null, which deletes its key on a compacted topic
     * @throws UndecodableRecordException when no later attempt can succeed either
     * @throws TransientRegistryException when the registry could not be asked for the schema
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : contract().decode(bytes);
    }

    /**
     * The schema that the record in the bytes was written with.
     *
     * @throws UndecodableRecordException when no later attempt can find it either, or this contract is not compatible
     * @throws TransientRegistryException when the registry could not be asked for the schema
     */
    public Schema writer(byte[] bytes) {
        return contract().writer(WireFormat.schemaId(bytes));
    }

    @Override
    public void close() {
        if (contract != null) {
            contract.registry.close();
        }
    }

    private Contract<T> contract() {
        if (contract == null) {
            throw new IllegalStateException("deserializer: not configured (expected: configure before first use)");
        }
        return contract;
    }

    @SuppressWarnings("unchecked") // Checked by hand: the name is a setting.
    private Class<T> typeOf(String name) {
        try {
            Class<? extends SpecificRecord> found = Utils.loadClass(name, SpecificRecord.class);
            return (Class<T>) found;
        } catch (ClassNotFoundException | ClassCastException wrong) {
            throw new ConfigException(
                    "specific.avro.*.type: " + name + " (expected: a generated Avro class on the class path)");
        }
    }

    /** One contract and everything that reading it needs; readers and buffers are kept per thread. */
    private static final class Contract<T> {

        private final RegistryClient registry;
        private final WriterSchemas writers;
        private final Schema reader;
        private final SpecificData model;
        private final ThreadLocal<Workbench<T>> workbenches = ThreadLocal.withInitial(Workbench::new);

        Contract(RegistryClient registry, WriterSchemas writers, Schema reader, SpecificData model) {
            this.registry = registry;
            this.writers = writers;
            this.reader = reader;
            this.model = model;
        }

        T decode(byte[] bytes) {
            int id = WireFormat.schemaId(bytes);
            Workbench<T> workbench = workbenches.get();
            DatumReader<T> datumReader = workbench.readers.get(id);
            if (datumReader == null) {
                datumReader = new SpecificDatumReader<>(writer(id), reader, model);
                workbench.readers.put(id, datumReader);
            }
            return workbench.read(datumReader, bytes);
        }

        private Schema writer(int id) {
            try {
                return writers.writer(id);
            } catch (RegistryException notAnswered) {
                // Even a plain refusal says something about the registry and nothing about the record.
                throw new TransientRegistryException(
                        "schema " + id + ": cannot be had now: " + notAnswered.getMessage(), notAnswered);
            }
        }
    }

    private static final class Workbench<T> {

        private final Map<Integer, DatumReader<T>> readers = new HashMap<>();
        private @Nullable BinaryDecoder decoder;

        T read(DatumReader<T> reader, byte[] bytes) {
            int length = bytes.length - WireFormat.HEADER_BYTES;
            decoder = DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, decoder);
            try {
                T record = reader.read(null, decoder);
                if (!decoder.isEnd()) {
                    throw corrupt(length, "bytes left over after the record", null);
                }
                return record;
            } catch (SecurityException notTrusted) {
                // A class that Avro may not load is a mistake of this program, and no record's fault.
                throw notTrusted;
            } catch (UndecodableRecordException known) {
                throw known;
            } catch (IOException | RuntimeException | StackOverflowError broken) {
                throw corrupt(length, String.valueOf(broken.getMessage()), broken);
            }
        }

        private static UndecodableRecordException corrupt(int length, String what, @Nullable Throwable cause) {
            return new UndecodableRecordException(
                    Reason.CORRUPT_PAYLOAD,
                    "record: " + length + " bytes of Avro that do not follow their schema: " + what
                            + " (expected: exactly one record)",
                    cause);
        }
    }
}

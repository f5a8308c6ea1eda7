// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.dsl;

import io.keysurge.bench.throughput.rule.PlainDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Records by Avro's own reader and writer, in Confluent's frame but without asking a registry. */
final class PlainSerde {

    private PlainSerde() {}

    static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
        return Serdes.serdeFrom(new Writing<>(type), new Reading<>(type));
    }

    private static final class Writing<T extends SpecificRecord> implements Serializer<T> {

        private static final byte[] HEADER = new byte[PlainDecoder.HEADER_BYTES];

        private final SpecificDatumWriter<T> writer;
        private @Nullable BinaryEncoder encoder;

        Writing(Class<T> type) {
            writer = new SpecificDatumWriter<>(type);
        }

        @Override
        public byte @Nullable [] serialize(String topic, @Nullable T record) {
            if (record == null) {
                return null;
            }
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(HEADER);
            encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
            try {
                writer.write(record, encoder);
                encoder.flush();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return bytes.toByteArray();
        }
    }

    private static final class Reading<T extends SpecificRecord> implements Deserializer<T> {

        private final PlainDecoder<T> decoder;

        Reading(Class<T> type) {
            decoder = new PlainDecoder<>(type);
        }

        @Override
        public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
            return bytes == null ? null : decoder.decode(bytes);
        }
    }
}

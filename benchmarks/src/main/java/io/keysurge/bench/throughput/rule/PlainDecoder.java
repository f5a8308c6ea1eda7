// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.rule;

import io.keysurge.contract.TrustedClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records with Avro's own reader into a new record each, as everybody's serde does. Not ours: this is what
 * others are measured with, so it must not become faster when ours does. For one thread.
 *
 * @param <T> the generated class of the records
 */
public final class PlainDecoder<T extends SpecificRecord> {

    /** Zero byte and schema id. */
    public static final int HEADER_BYTES = 5;

    private final SpecificDatumReader<T> reader;
    private @Nullable BinaryDecoder decoder;

    /** A decoder of what was written with the schema of today. */
    public PlainDecoder(Class<T> type) {
        TrustedClasses.trust(SpecificData.get().getSchema(type));
        reader = new SpecificDatumReader<>(type);
    }

    /** The record in a framed value. */
    public T decode(byte[] value) {
        decoder = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, decoder);
        try {
            return reader.read(null, decoder);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

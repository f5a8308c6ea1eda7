// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import io.keysurge.registry.SchemaVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Writes records of one schema under one schema id. */
final class RecordWriter {

    private static final int USUAL_BYTES = 512;
    private static final byte[] NOTHING = {};

    private final byte[] header;
    private final DatumWriter<SpecificRecord> own;
    private final @Nullable Translation translation;

    private RecordWriter(int id, SpecificRecord example, @Nullable Translation translation) {
        this.header = WireFormat.header(id);
        this.own = new SpecificDatumWriter<>(example.getSchema(), SpecificData.getForClass(example.getClass()));
        this.translation = translation;
    }

    /** Writes records with the schema of their class, which is registered under the id. */
    static RecordWriter own(int id, SpecificRecord example) {
        return new RecordWriter(id, example, null);
    }

    /** Writes records with another version of their schema. */
    static RecordWriter as(SchemaVersion version, SpecificRecord example) {
        Schema from = example.getSchema();
        Schema to = new Schema.Parser().parse(version.schema().text());
        if (to.equals(from)) {
            return own(version.id(), example);
        }
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(to, from);
        if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new SerializationException("subject " + version.subject() + ": version " + version.version()
                    + " does not fit the record " + from.getFullName() + ": "
                    + pair.getResult().getIncompatibilities() + " (expected: a compatible newest version, because "
                    + SerdeSettings.USE_LATEST_VERSION + " is on)");
        }
        return new RecordWriter(version.id(), example, new Translation(from, to));
    }

    /**
     * The framed bytes of the record.
     *
     * @throws SerializationException when a required field is missing
     */
    byte[] write(SpecificRecord record) {
        try {
            return translation == null
                    ? bytes(header, own, record)
                    : translation.translate(header, bytes(NOTHING, own, record));
        } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException unfit) {
            throw new SerializationException(
                    "record " + record.getSchema().getFullName() + ": does not fit its schema: " + unfit.getMessage(),
                    unfit);
        }
    }

    private static <D> byte[] bytes(byte[] before, DatumWriter<D> writer, D datum) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
        out.writeBytes(before);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        writer.write(datum, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** Turns bytes of one schema into bytes of another, field by name; positions may differ. */
    private record Translation(Schema from, Schema to) {

        byte[] translate(byte[] before, byte[] body) throws IOException {
            IndexedRecord translated = new GenericDatumReader<IndexedRecord>(from, to)
                    .read(null, DecoderFactory.get().binaryDecoder(body, null));
            return bytes(before, new GenericDatumWriter<>(to), translated);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
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

/** Framed records made without the code under test, also ones that our own serialiser would never write. */
final class Frames {

    private Frames() {}

    /** The record as a foreign producer with the same contract writes it. */
    static byte[] of(int id, SpecificRecord record) {
        return framed(id, body(record));
    }

    /** A generic record, as a foreign producer with its own schema writes it. */
    static byte[] generic(int id, IndexedRecord record) {
        return framed(id, bytes(new GenericDatumWriter<>(record.getSchema()), record));
    }

    /** The contents of the record in another version of its schema. */
    static GenericData.Record copy(SpecificRecord record, Schema version) {
        try {
            return (GenericData.Record) new GenericDatumReader<IndexedRecord>(record.getSchema(), version)
                    .read(null, DecoderFactory.get().binaryDecoder(body(record), null));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The schema with one more field at its beginning, so that all positions move. */
    static Schema withField(Schema schema, String name, Schema type, Object value) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(name, type, "Added.", value));
        schema.getFields().forEach(field -> fields.add(copy(field)));
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /** The schema with fewer fields. */
    static Schema withoutFields(Schema schema, String... names) {
        List<Field> fields = schema.getFields().stream()
                .filter(field -> !Set.of(names).contains(field.name()))
                .map(Frames::copy)
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static Field copy(Field field) {
        Object value = field.defaultVal() == JsonProperties.NULL_VALUE ? Field.NULL_DEFAULT_VALUE : field.defaultVal();
        return new Field(field.name(), field.schema(), field.doc(), value);
    }

    private static byte[] body(SpecificRecord record) {
        return bytes(
                new SpecificDatumWriter<>(record.getSchema(), SpecificData.getForClass(record.getClass())), record);
    }

    private static byte[] framed(int id, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(id >>> shift);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static <D> byte[] bytes(DatumWriter<D> writer, D datum) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            writer.write(datum, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ReleasedSchemas.Released;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A contract")
class SchemaEvolutionTest {

    private static final int RECORDS = 50;
    private static final long SEED = 20_261_124L;

    @ParameterizedTest
    @MethodSource("io.keysurge.contract.ReleasedSchemas#all")
    void is_fully_compatible_with_every_released_version(Released released) {
        assertThat(breaches(current(released), released.schema())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.keysurge.contract.ReleasedSchemas#all")
    void reads_records_of_every_released_version(Released released) throws IOException {
        assertAllDecode(released.schema(), current(released));
    }

    @ParameterizedTest
    @MethodSource("io.keysurge.contract.ReleasedSchemas#all")
    void is_read_by_every_released_version(Released released) throws IOException {
        assertAllDecode(current(released), released.schema());
    }

    @ParameterizedTest
    @MethodSource("io.keysurge.contract.ReleasedSchemas#current")
    void has_been_released(Schema current) {
        assertThat(ReleasedSchemas.all())
                .as("a new contract is copied to src/main/avro-released by the next release")
                .anyMatch(released -> released.schema().getFullName().equals(current.getFullName()));
    }

    /** At a release, {@code -Dtest=SchemaEvolutionTest -Dkeysurge.release=0.2.0} writes into the sources. */
    @Test
    void is_kept_whole_with_its_release(@TempDir Path elsewhere) throws IOException {
        String release = System.getProperty("keysurge.release");
        Path releases = release == null ? elsewhere : ReleasedSchemas.RELEASES;
        String version = release == null ? "0.0.0" : release;

        ReleasedSchemas.write(releases, version);

        assertThat(ReleasedSchemas.all(releases))
                .filteredOn(released -> released.version().equals(version))
                .extracting(Released::schema)
                .containsExactlyInAnyOrderElementsOf(ReleasedSchemas.current());
    }

    @Nested
    @DisplayName("that changes")
    class Changing {

        private final Schema before = UsageEvent.getClassSchema();

        @Test
        void may_gain_a_field_with_a_default() {
            Schema after =
                    with(fieldsOf(before), new Field("tenant", Schema.create(Schema.Type.STRING), "Tenant.", "none"));

            assertThat(breaches(after, before)).isEmpty();
        }

        @Test
        void may_lose_a_field_with_a_default() {
            assertThat(breaches(without("region"), before)).isEmpty();
        }

        @Test
        void may_not_gain_a_field_without_a_default() {
            Schema after = with(fieldsOf(before), new Field("tenant", Schema.create(Schema.Type.STRING), "Tenant."));

            assertThat(breaches(after, before)).isNotEmpty();
        }

        @Test
        void may_not_rename_a_required_field() {
            List<Field> fields = fieldsOf(without("input_tokens"));

            Schema after = with(fields, new Field("prompt_tokens", Schema.create(Schema.Type.LONG), "Tokens sent."));

            assertThat(breaches(after, before)).isNotEmpty();
        }

        @Test
        void may_not_drop_a_default() {
            List<Field> fields = fieldsOf(without("request_count"));

            Schema after = with(fields, new Field("request_count", Schema.create(Schema.Type.LONG), "Calls."));

            assertThat(breaches(after, without("request_count"))).isNotEmpty();
        }

        @Test
        void may_not_lose_a_required_field() {
            assertThat(breaches(without("event_id"), before)).isNotEmpty();
        }

        @Test
        void may_not_narrow_a_type() {
            List<Field> fields = fieldsOf(without("input_tokens"));

            Schema after = with(fields, new Field("input_tokens", Schema.create(Schema.Type.INT), "Tokens sent."));

            assertThat(breaches(after, before)).isNotEmpty();
        }

        private Schema without(String name) {
            return with(fieldsOf(before).stream()
                    .filter(field -> !field.name().equals(name))
                    .toList());
        }

        private Schema with(List<Field> fields, Field... more) {
            List<Field> all = new ArrayList<>(fields);
            all.addAll(List.of(more));
            return Schema.createRecord(before.getName(), before.getDoc(), before.getNamespace(), false, all);
        }
    }

    private static List<Field> fieldsOf(Schema schema) {
        return new ArrayList<>(
                schema.getFields().stream().map(SchemaEvolutionTest::copy).toList());
    }

    private static Field copy(Field field) {
        Object value = field.defaultVal() == JsonProperties.NULL_VALUE ? Field.NULL_DEFAULT_VALUE : field.defaultVal();
        return new Field(field.name(), field.schema(), field.doc(), value);
    }

    private static Schema current(Released released) {
        return ReleasedSchemas.current().stream()
                .filter(schema -> schema.getFullName().equals(released.schema().getFullName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(released + " is gone (expected: kept as long as its topic)"));
    }

    /** What keeps either side from reading the other. */
    private static List<String> breaches(Schema one, Schema other) {
        List<String> breaches = new ArrayList<>();
        addBreaches(breaches, one, other);
        addBreaches(breaches, other, one);
        return breaches;
    }

    private static void addBreaches(List<String> breaches, Schema reader, Schema writer) {
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
            pair.getResult().getIncompatibilities().forEach(breach -> breaches.add(breach.toString()));
        }
    }

    private static void assertAllDecode(Schema writer, Schema reader) throws IOException {
        int decoded = 0;
        for (Object datum : new RandomData(writer, RECORDS, SEED)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<IndexedRecord>(writer).write((IndexedRecord) datum, encoder);
            encoder.flush();
            GenericRecord record = new GenericDatumReader<GenericRecord>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
            assertThat(record.getSchema()).isEqualTo(reader);
            decoded++;
        }
        assertThat(decoded).isEqualTo(RECORDS);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.positional;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Position;
import io.keysurge.prices.PriceTable;
import io.keysurge.serde.positional.Slots;
import io.keysurge.translate.UsageSlots;
import io.keysurge.translate.UsageTranslation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Usage read from the bytes of a record")
class PositionalUsageTest {

    private static final Schema CONTRACT = UsageEvent.getClassSchema();
    private static final Position PLACE = new Position("usage", 3, 14);
    private static final int ID = 70_000;
    private static final UsageEvent EVENT = UsageBytes.plain();
    private static final byte[] KEY = EVENT.getIdentityId().getBytes(StandardCharsets.UTF_8);

    private final PositionalUsage positional = new PositionalUsage();

    @Test
    void is_what_the_whole_event_would_have_said() {
        Slots slots = read(CONTRACT, UsageBytes.framed(ID, EVENT, false));
        assertThat(slots).isNotNull();
        assertThat(UsageTranslation.usage(slots, PLACE, PriceTable.NONE))
                .isEqualTo(UsageTranslation.usage(EVENT, PLACE));
        assertThat(UsageTranslation.kind(slots)).isEqualTo("AGENT");
        assertThat(slots.text(UsageSlots.ENVIRONMENT)).isEqualTo("production");
        assertThat(slots.text(UsageSlots.OPERATION)).isEqualTo("chat");
        assertThat(slots.text(UsageSlots.DATA_CLASSIFICATION)).isEqualTo("internal");
        assertThat(slots.number(UsageSlots.CACHE_READ_TOKENS)).isEqualTo(1_024);
    }

    @Test
    void is_read_in_blocks_as_well() {
        assertThat(read(CONTRACT, UsageBytes.framed(ID, EVENT, true))).isNotNull();
    }

    @Test
    void is_nothing_before_it_is_known_how_its_writer_writes() {
        byte[] value = UsageBytes.framed(ID, EVENT, false);
        assertThat(positional.read(KEY, value, appended())).isNull();
        positional.learn(value, record -> CONTRACT);
        assertThat(positional.read(KEY, value, appended())).isNotNull();
        assertThat(positional.read(KEY, UsageBytes.framed(ID + 1, EVENT, false), appended()))
                .isNull();
    }

    @Test
    void is_nothing_where_the_record_is_cut_off_anywhere() {
        byte[] value = UsageBytes.framed(ID, EVENT, false);
        for (int length = 0; length < value.length; length++) {
            assertThat(read(CONTRACT, Arrays.copyOf(value, length))).isNull();
        }
    }

    @Test
    void repeats_names_without_making_them_again() {
        byte[] value = UsageBytes.framed(ID, EVENT, false);
        Slots first = read(CONTRACT, value);
        Slots second = read(CONTRACT, value.clone());
        assertThat(second.text(UsageSlots.MODEL)).isSameAs(first.text(UsageSlots.MODEL));
        assertThat(second.text(UsageSlots.IDENTITY_ID)).isSameAs(first.text(UsageSlots.IDENTITY_ID));
        assertThat(second.text(UsageSlots.EVENT_ID))
                .isEqualTo(first.text(UsageSlots.EVENT_ID))
                .isNotSameAs(first.text(UsageSlots.EVENT_ID));
    }

    @Nested
    @DisplayName("written by another version")
    class Versions {

        @Test
        void is_read_where_that_was_released() throws IOException {
            try (var releases = Files.list(Path.of("..", "schemas", "src", "main", "avro-released"))) {
                assertThat(releases.toList()).isNotEmpty().allSatisfy(release -> {
                    Schema released = new Schema.Parser().parse(Files.readString(release.resolve("UsageEvent.avsc")));
                    assertReadAsWhole(released);
                });
            }
        }

        @Test
        void is_read_where_its_fields_are_in_another_order() {
            List<Field> fields = new ArrayList<>(copies());
            Collections.reverse(fields);
            assertReadAsWhole(record(fields));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"null\"",
                    "\"boolean\"",
                    "\"int\"",
                    "\"double\"",
                    "\"bytes\"",
                    "{\"type\": \"fixed\", \"name\": \"Hash\", \"size\": 16}",
                    "{\"type\": \"enum\", \"name\": \"Tier\", \"symbols\": [\"A\", \"B\"]}",
                    "{\"type\": \"map\", \"values\": {\"type\": \"array\", \"items\": [\"null\", \"float\"]}}",
                    "{\"type\": \"record\", \"name\": \"Chain\", \"fields\": [{\"name\": \"next\", \"type\": [\"null\", \"Chain\"]}]}"
                })
        void is_read_where_it_has_a_field_more(String type) {
            List<Field> fields = new ArrayList<>(copies());
            fields.add(9, new Field("added", new Schema.Parser().parse(type)));
            assertReadAsWhole(record(fields));
        }

        @Test
        void is_read_where_a_field_could_be_of_another_type_but_is_not() {
            Schema either =
                    Schema.createUnion(Schema.create(Type.BYTES), Schema.create(Type.STRING), Schema.create(Type.NULL));
            assertReadAsWhole(with("model", either));
        }

        @Test
        void is_left_alone_where_a_field_is_promoted() {
            assertLeftAlone(with("input_tokens", Schema.create(Type.INT)), 1_834);
        }

        @Test
        void is_left_alone_where_a_field_that_is_passed_over_is_promoted() {
            assertLeftAlone(with("workload_id", Schema.create(Type.BYTES)), ByteBuffer.allocate(3));
        }

        private void assertReadAsWhole(Schema writer) {
            Slots slots = read(writer, UsageBytes.framed(ID, written(writer), false));
            assertThat(slots).isNotNull();
            assertThat(UsageTranslation.usage(slots, PLACE, PriceTable.NONE))
                    .isEqualTo(UsageTranslation.usage(EVENT, PLACE));
        }

        private void assertLeftAlone(Schema writer, Object value) {
            GenericRecord record = written(writer);
            writer.getFields().stream()
                    .filter(field -> !field.schema()
                            .equals(CONTRACT.getField(field.name()).schema()))
                    .forEach(field -> record.put(field.name(), value));
            assertThat(read(writer, UsageBytes.framed(ID, record, false))).isNull();
        }
    }

    private Slots read(Schema writer, byte[] value) {
        positional.learn(value, record -> writer);
        return positional.read(KEY, value, appended());
    }

    private static long appended() {
        return UsageBytes.APPENDED.toEpochMilli();
    }

    private static Schema with(String name, Schema type) {
        return record(CONTRACT.getFields().stream()
                .map(field -> new Field(field.name(), field.name().equals(name) ? type : field.schema()))
                .toList());
    }

    private static List<Field> copies() {
        return CONTRACT.getFields().stream()
                .map(field -> new Field(field.name(), field.schema()))
                .toList();
    }

    private static Schema record(List<Field> fields) {
        return Schema.createRecord(CONTRACT.getName(), null, CONTRACT.getNamespace(), false, fields);
    }

    private static GenericRecord written(Schema writer) {
        GenericRecord record = new GenericData.Record(writer);
        for (Field field : writer.getFields()) {
            Field known = CONTRACT.getField(field.name());
            record.put(
                    field.pos(),
                    known == null
                            ? new RandomData(field.schema(), 1, 7).iterator().next()
                            : raw(known));
        }
        return record;
    }

    private static Object raw(Field known) {
        Object value = EVENT.get(known.pos());
        return switch (known.name()) {
            case "occurred_at" -> EVENT.getOccurredAt().toEpochMilli();
            case "cost" -> ByteBuffer.wrap(EVENT.getCost().unscaledValue().toByteArray());
            case "identity_kind" -> new GenericData.EnumSymbol(known.schema(), value.toString());
            default -> value;
        };
    }
}

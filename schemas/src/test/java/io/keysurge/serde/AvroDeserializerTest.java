// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.keysurge.registry.StubRegistry.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Examples;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.UsageEvent;
import io.keysurge.registry.StubRegistry;
import io.keysurge.serde.UndecodableRecordException.Reason;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A deserialiser")
class AvroDeserializerTest {

    private static final int ID = 7;

    private final StubRegistry registry = new StubRegistry();

    @BeforeEach
    void knowTheContract() {
        registry.knows(ID, ExposureReport.getClassSchema());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        return AvroSerdes.forValues(type, registry.settings()).deserializer();
    }

    private ExposureReport decode(byte[] bytes) {
        return deserializer(ExposureReport.class).deserialize("t", bytes);
    }

    private static byte[] exposure() {
        return Frames.of(ID, Examples.exposure());
    }

    @Nested
    @DisplayName("given good bytes")
    class Good {

        @Test
        void reads_every_field_of_a_nested_record() {
            registry.knows(ID, Alert.getClassSchema());
            Alert alert = Examples.alert("nhi");

            assertThat(deserializer(Alert.class).deserialize("t", Frames.of(ID, alert)))
                    .isEqualTo(alert);
        }

        @Test
        void takes_null_for_a_deletion() {
            assertThat(decode(null)).isNull();
        }

        @Test
        void asks_the_registry_once_per_schema() {
            Deserializer<ExposureReport> deserializer = deserializer(ExposureReport.class);

            for (int i = 0; i < 20; i++) {
                deserializer.deserialize("t", exposure());
            }

            registry.server().verify(1, getRequestedFor(urlEqualTo("/schemas/ids/" + ID)));
        }

        @Test
        void goes_on_with_known_schemas_while_the_registry_is_down() {
            Deserializer<ExposureReport> deserializer = deserializer(ExposureReport.class);
            deserializer.deserialize("t", exposure());
            registry.answersEverything(503, "");

            assertThat(deserializer.deserialize("t", exposure())).isEqualTo(Examples.exposure());
        }

        @Test
        void is_made_by_kafka_with_the_type_as_a_setting() {
            AvroDeserializer<ExposureReport> deserializer = new AvroDeserializer<>();
            deserializer.configure(
                    registry.settings("specific.avro.value.type", ExposureReport.class.getName()), false);

            assertThat(deserializer.deserialize("t", exposure())).isEqualTo(Examples.exposure());
        }

        @Test
        void names_the_setting_that_is_missing_when_made_by_kafka_without_a_type() {
            assertThatThrownBy(() -> new AvroDeserializer<>().configure(registry.settings(), false))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("specific.avro.value.type");
        }
    }

    @Nested
    @DisplayName("given bytes of another writer")
    class Evolved {

        @Test
        void ignores_fields_that_a_newer_writer_added() {
            Schema newer = Frames.withField(
                    UsageEvent.getClassSchema(),
                    "tenant",
                    SchemaBuilder.builder().stringType(),
                    "none");
            registry.knows(ID, newer);
            GenericData.Record written = Frames.copy(Examples.usage(), newer);
            written.put("tenant", "blue");

            assertThat(deserializer(UsageEvent.class).deserialize("t", Frames.generic(ID, written)))
                    .isEqualTo(Examples.usage());
        }

        @Test
        void fills_fields_that_an_older_writer_lacked_with_their_defaults() {
            Schema older = Frames.withoutFields(UsageEvent.getClassSchema(), "region", "request_count", "attributes");
            registry.knows(ID, older);

            UsageEvent read = deserializer(UsageEvent.class)
                    .deserialize("t", Frames.generic(ID, Frames.copy(Examples.usage(), older)));

            UsageEvent expected = Examples.usage();
            expected.setRegion(null);
            expected.setRequestCount(1);
            expected.setAttributes(Map.of());
            assertThat(read).isEqualTo(expected);
        }

        @Test
        void takes_the_default_for_an_enum_symbol_that_a_newer_writer_added() {
            Schema newer = new Schema.Parser()
                    .parse(UsageEvent.getClassSchema().toString().replace("\"WORKLOAD\"]", "\"WORKLOAD\",\"ROBOT\"]"));
            registry.knows(ID, newer);
            GenericData.Record written = Frames.copy(Examples.usage(), newer);
            written.put(
                    "identity_kind",
                    new GenericData.EnumSymbol(newer.getField("identity_kind").schema(), "ROBOT"));

            UsageEvent read = deserializer(UsageEvent.class).deserialize("t", Frames.generic(ID, written));

            assertThat(read.getIdentityKind().name()).isEqualTo("UNKNOWN");
        }

        @Test
        void reads_a_schema_whose_types_live_in_other_subjects() {
            String text = UsageEvent.getClassSchema().toString();
            Schema kind = UsageEvent.getClassSchema().getField("identity_kind").schema();
            String referring = text.replace(
                    kind.toString().replace("\"namespace\":\"io.keysurge.contract\",", ""),
                    "\"io.keysurge.contract.IdentityKind\"");
            assertThat(referring).doesNotContain("symbols");
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("schema", referring);
            answer.putArray("references")
                    .addObject()
                    .put("name", kind.getFullName())
                    .put("subject", "kinds")
                    .put("version", 1);
            registry.answers(get(urlEqualTo("/schemas/ids/" + ID)), okJson(answer.toString()));
            ObjectNode referenced = JsonNodeFactory.instance.objectNode().put("schema", kind.toString());
            referenced.put("subject", "kinds").put("version", 1).put("id", 1);
            registry.answers(get(urlEqualTo("/subjects/kinds/versions/1")), okJson(referenced.toString()));

            assertThat(deserializer(UsageEvent.class).deserialize("t", Frames.of(ID, Examples.usage())))
                    .isEqualTo(Examples.usage());
        }
    }

    @Nested
    @DisplayName("given bytes that nothing can decode")
    class Undecodable {

        @Test
        void calls_no_bytes_empty() {
            assertUndecodable(new byte[0], Reason.EMPTY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"00", "00000000", "7b7d", "0100000007"})
        void calls_bytes_without_the_frame_not_framed(String hex) {
            assertUndecodable(HexFormat.of().parseHex(hex), Reason.NOT_AVRO_FRAMED);
        }

        @ParameterizedTest
        @ValueSource(ints = {8, 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
        void calls_an_id_that_the_registry_does_not_know_an_unknown_schema(int id) {
            assertUndecodable(Frames.of(id, Examples.exposure()), Reason.UNKNOWN_SCHEMA);
        }

        @Test
        void does_not_ask_again_for_an_unknown_id_at_once() {
            Deserializer<ExposureReport> deserializer = deserializer(ExposureReport.class);

            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> deserializer.deserialize("t", Frames.of(8, Examples.exposure())));
            }

            registry.server().verify(1, getRequestedFor(urlEqualTo("/schemas/ids/8")));
        }

        @Test
        void calls_the_schema_of_another_record_wrong() {
            registry.knows(ID, Alert.getClassSchema());

            assertUndecodable(Frames.of(ID, Examples.alert("nhi")), Reason.WRONG_SCHEMA);
        }

        @Test
        void calls_a_schema_without_a_required_field_wrong() {
            registry.knows(ID, Frames.withoutFields(ExposureReport.getClassSchema(), "location"));

            assertUndecodable(exposure(), Reason.WRONG_SCHEMA);
        }

        @Test
        void calls_a_schema_of_another_language_wrong() {
            registry.answers(
                    get(urlEqualTo("/schemas/ids/" + ID)),
                    okJson("{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = 'proto3';\"}"));

            assertUndecodable(exposure(), Reason.WRONG_SCHEMA);
        }

        @Test
        void calls_a_schema_that_is_none_wrong() {
            registry.answers(get(urlEqualTo("/schemas/ids/" + ID)), okJson("{\"schema\":\"{\\\"type\\\":\\\"recor\"}"));

            assertUndecodable(exposure(), Reason.WRONG_SCHEMA);
        }

        @Test
        void calls_every_shortened_record_corrupt() {
            for (int length = WireFormat.HEADER_BYTES; length < exposure().length; length++) {
                assertUndecodable(Arrays.copyOf(exposure(), length), Reason.CORRUPT_PAYLOAD);
            }
        }

        @Test
        void calls_bytes_after_the_record_corrupt() {
            assertUndecodable(Arrays.copyOf(exposure(), exposure().length + 1), Reason.CORRUPT_PAYLOAD);
        }

        @ParameterizedTest
        @ValueSource(strings = {"feffffff0f", "feffffffffffffffff01", "01", "ffffffffffffffffffff01"})
        void calls_an_absurd_string_length_corrupt(String length) {
            assertUndecodable(HexFormat.of().parseHex("0000000007" + length + "6161"), Reason.CORRUPT_PAYLOAD);
        }

        @ParameterizedTest
        @ValueSource(strings = {"8084af5f", "80a8d6b907", "feffffff0f", "feffffffffffffffff01", "ffffffffffffffffff01"})
        void calls_an_absurd_collection_length_corrupt_without_filling_the_heap(String count) {
            registry.knows(ID, UsageEvent.getClassSchema());
            // event_id "", occurred_at 0, identity_id "", kind 0, then fourteen nulls up to privileges.
            String head = "0000000007" + "00000000" + "00".repeat(14);

            Deserializer<UsageEvent> deserializer = deserializer(UsageEvent.class);
            byte[] bomb = HexFormat.of().parseHex(head + count);
            deserializer.deserialize("t", Frames.of(ID, Examples.usage()));

            long before = allocated();
            assertThatThrownBy(() -> deserializer.deserialize("t", bomb))
                    .isInstanceOfSatisfying(
                            UndecodableRecordException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.CORRUPT_PAYLOAD));
            assertThat(allocated() - before).isLessThan(4_000_000);
        }

        @Test
        void calls_a_record_that_nests_without_end_corrupt() {
            Schema list = Schema.createRecord("Nested", null, "test", false);
            list.setFields(List.of(new Schema.Field(
                    "next",
                    Schema.createUnion(Schema.create(Schema.Type.NULL), list),
                    null,
                    Schema.Field.NULL_DEFAULT_VALUE)));
            Map<String, Object> end = Map.of("next", JsonProperties.NULL_VALUE);
            registry.knows(ID, Frames.withField(ExposureReport.getClassSchema(), "nested", list, end));
            byte[] bomb = Arrays.copyOf(exposure(), 200_000);
            Arrays.fill(bomb, WireFormat.HEADER_BYTES, bomb.length, (byte) 2);

            assertUndecodable(bomb, Reason.CORRUPT_PAYLOAD);
        }

        @Test
        void does_not_repeat_the_bytes_in_its_message() {
            assertThatThrownBy(() -> decode("secret-key-material".getBytes(StandardCharsets.UTF_8)))
                    .hasMessageContaining("19 bytes")
                    .hasMessageNotContaining("secret");
        }

        private static long allocated() {
            return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
        }

        private void assertUndecodable(byte[] bytes, Reason reason) {
            assertThatThrownBy(() -> decode(bytes))
                    .isInstanceOfSatisfying(
                            UndecodableRecordException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(reason));
        }
    }

    @Nested
    @DisplayName("whose registry cannot be asked")
    class WithoutRegistry {

        @ParameterizedTest
        @ValueSource(ints = {401, 403, 429, 500, 503})
        void blames_the_registry_and_not_the_record(int status) {
            registry.answersEverything(status, "no");

            assertThatThrownBy(() -> decode(exposure())).isInstanceOf(TransientRegistryException.class);
        }

        @Test
        void blames_the_registry_for_a_refusal_too() {
            registry.answers(get(urlEqualTo("/schemas/ids/" + ID)), refusal(400, 400, "odd"));

            assertThatThrownBy(() -> decode(exposure())).isInstanceOf(TransientRegistryException.class);
        }

        @Test
        void decodes_the_same_bytes_once_it_is_back() {
            Deserializer<ExposureReport> deserializer = deserializer(ExposureReport.class);
            registry.answersEverything(503, "");
            assertThatThrownBy(() -> deserializer.deserialize("t", exposure()))
                    .isInstanceOf(TransientRegistryException.class);

            registry.knowsNothing().knows(ID, ExposureReport.getClassSchema());

            assertThat(deserializer.deserialize("t", exposure())).isEqualTo(Examples.exposure());
        }
    }
}

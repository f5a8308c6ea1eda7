// SPDX-License-Identifier: Apache-2.0
package io.keysurge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keysurge.contract.Alert;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A record as JSON")
class RecordJsonTest {

    private static final String LEAST = """
            {"event_id": "e1", "occurred_at": "2026-01-05T00:00:00Z", "identity_id": "agent-1", "input_tokens": 10,
             "output_tokens": 2%s}""";

    private static UsageEvent event(String more) throws InvalidRecordException {
        return RecordJson.read(String.format(LEAST, more), UsageEvent.class);
    }

    private static InvalidRecordException refusal(String json, Class<? extends SpecificRecord> type) {
        return catchThrowableOfType(InvalidRecordException.class, () -> RecordJson.read(json, type));
    }

    @Nested
    @DisplayName("going out")
    class Writing {

        @Test
        void has_the_schemas_field_names_in_its_order_and_no_type_tags() throws InvalidRecordException {
            UsageEvent event = event("""
                    , "model": "m", "cost": 0.5, "currency": "EUR", "privileges": ["read"], "attributes": {"k": "v"},
                    "identity_kind": "AGENT"
                    """);
            assertThat(RecordJson.write(event))
                    .isEqualTo("{\"event_id\":\"e1\",\"occurred_at\":\"2026-01-05T00:00:00Z\","
                            + "\"identity_id\":\"agent-1\",\"identity_kind\":\"AGENT\","
                            + "\"credential_fingerprint\":null,\"application_id\":null,\"workload_id\":null,"
                            + "\"agent_id\":null,\"conversation_id\":null,\"operation\":null,\"provider\":null,"
                            + "\"model\":\"m\",\"region\":null,\"source\":null,\"user_agent\":null,"
                            + "\"environment\":null,\"business_unit\":null,\"owner\":null,\"privileges\":[\"read\"],"
                            + "\"data_classification\":null,\"input_tokens\":10,\"output_tokens\":2,"
                            + "\"cache_read_tokens\":0,\"cache_write_tokens\":0,\"reasoning_tokens\":0,"
                            + "\"context_length\":null,\"request_count\":1,\"cost\":0.5,\"currency\":\"EUR\","
                            + "\"gateway_cache_hit\":false,\"status\":\"ok\",\"producer\":null,"
                            + "\"attributes\":{\"k\":\"v\"}}");
        }

        @ParameterizedTest
        @CsvSource({
            "0, 1970-01-01T00:00:00Z",
            "1767571200000, 2026-01-05T00:00:00Z",
            "1767571200001, 2026-01-05T00:00:00.001Z",
            "-1, 1969-12-31T23:59:59.999Z",
        })
        void has_times_in_utc_with_milliseconds_only_where_there_are_any(long millis, String text)
                throws InvalidRecordException {
            UsageEvent event = event("");
            event.setOccurredAt(Instant.ofEpochMilli(millis));
            assertThat(RecordJson.toTree(event).get("occurred_at").textValue()).isEqualTo(text);
        }

        @ParameterizedTest
        @CsvSource({"0, 0", "100, 100", "0.000000001, 0.000000001", "999999999.999999999, 999999999.999999999"})
        void has_decimals_as_plain_numbers(BigDecimal cost, String text) throws InvalidRecordException {
            UsageEvent event = event("");
            event.setCost(cost.setScale(9));
            assertThat(RecordJson.write(event)).contains("\"cost\":" + text + ",");
        }

        @Test
        void does_not_depend_on_the_time_zone_of_the_machine() throws InvalidRecordException {
            TimeZone before = TimeZone.getDefault();
            try {
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
                assertThat(RecordJson.write(event(""))).contains("\"2026-01-05T00:00:00Z\"");
            } finally {
                TimeZone.setDefault(before);
            }
        }
    }

    @Nested
    @DisplayName("coming in")
    class Reading {

        @Test
        void takes_defaults_for_what_is_missing() throws InvalidRecordException {
            UsageEvent event = event("");
            assertThat(event.getRequestCount()).isEqualTo(1);
            assertThat(event.getStatus()).isEqualTo("ok");
            assertThat(event.getIdentityKind()).isEqualTo(IdentityKind.UNKNOWN);
            assertThat(event.getPrivileges()).isEmpty();
            assertThat(event.getCost()).isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"2026-01-05T00:00:00Z\"",
                    "\"2026-01-05T00:00Z\"",
                    "\"2026-01-05T05:45:00+05:45\"",
                    "\"2026-01-04T19:00:00.000-05:00\"",
                    "\"2026-01-05T00:00:00.000999999Z\"",
                    "1767571200000",
                })
        void takes_times_with_any_offset_or_as_milliseconds(String time) throws InvalidRecordException {
            String json = String.format(LEAST, "").replace("\"2026-01-05T00:00:00Z\"", time);
            assertThat(RecordJson.read(json, UsageEvent.class).getOccurredAt())
                    .isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        }

        @ParameterizedTest
        @CsvSource({"0.5, 0.500000000", "'\"0.5\"', 0.500000000", "1e2, 100.000000000", "0.5000000000000, 0.500000000"})
        void takes_decimals_from_numbers_and_text_exactly(String written, BigDecimal cost)
                throws InvalidRecordException {
            assertThat(event(", \"cost\": " + written).getCost()).isEqualTo(cost);
        }

        @Test
        void keeps_every_bit_of_a_double() throws InvalidRecordException {
            String json = fixture("confidence", "0.1000000000000000055511151231257827");
            assertThat(RecordJson.read(json, Alert.class).getConfidence()).isEqualTo(0.1);
        }

        private String fixture(String field, String value) {
            var tree = RecordJson.toTree(Records.alert());
            return tree.toString().replaceFirst("\"" + field + "\":[^,]*", "\"" + field + "\":" + value);
        }
    }

    @Nested
    @DisplayName("that does not fit")
    class Misfits {

        private static final String LONG = "a whole number from -9223372036854775808 to 9223372036854775807";
        private static final String COST = "a decimal number with at most 9 digits before and 9 after the point";
        private static final String TIME = "a time such as 2026-01-05T00:00:00Z, or milliseconds since 1970";

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                "model": 4                 | model           | number 4 (expected: text)
                "model": ["m"]             | model           | an array of 1 (expected: text)
                "owner": {}                | owner           | an object (expected: text)
                "status": null             | status          | null (expected: text)
                "request_count": "5"       | request_count   | text "5" (expected: LONG)
                "request_count": 5.0       | request_count   | number 5.0 (expected: LONG)
                "request_count": 1e3       | request_count   | number 1E+3 (expected: LONG)
                "request_count": 9223372036854775808 | request_count | number 9223372036854775808 (expected: LONG)
                "request_count": true      | request_count   | true (expected: LONG)
                "gateway_cache_hit": 1     | gateway_cache_hit | number 1 (expected: true or false)
                "privileges": "read"       | privileges      | text "read" (expected: an array)
                "privileges": ["a", 5]     | privileges[1]   | number 5 (expected: text)
                "attributes": []           | attributes      | an array of 0 (expected: an object)
                "attributes": {"k": 1}     | attributes["k"] | number 1 (expected: text)
                "cost": 0.0000000001       | cost            | number 1E-10 (expected: COST)
                "cost": 1000000000         | cost            | number 1000000000 (expected: COST)
                "cost": 1e999999999        | cost            | number 1E+999999999 (expected: COST)
                "cost": 1e-999999999       | cost            | number 1E-999999999 (expected: COST)
                "cost": "NaN"              | cost            | text "NaN" (expected: COST)
                "cost": "1,5"              | cost            | text "1,5" (expected: COST)
                "cost": true               | cost            | true (expected: COST)
                "modell": "m"              | modell          | no such field (expected: a field of UsageEvent); did you mean model?
                "temperature": 1           | temperature     | no such field (expected: a field of UsageEvent)
                """)
        void is_refused_with_the_field_what_it_is_and_what_it_should_be(String more, String field, String why) {
            var refusal = refusal(String.format(LEAST, ", " + more), UsageEvent.class);
            assertThat(refusal.field()).isEqualTo(field);
            assertThat(refusal.why()).isEqualTo(why.replace("LONG", LONG).replace("COST", COST));
            assertThat(refusal).hasMessage(refusal.field() + ": " + refusal.why());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"2026-01-05\"",
                    "\"2026-01-05T00:00:00\"",
                    "\"2026-01-05 00:00:00Z\"",
                    "\"2026-02-30T00:00:00Z\"",
                    "\"1767571200000\"",
                    "\"yesterday\"",
                    "\"+999999999-01-01T00:00:00Z\"",
                    "1767571200.5",
                    "null",
                })
        void is_refused_where_a_time_is_none(String time) {
            var refusal = refusal(String.format(LEAST, "").replace("\"2026-01-05T00:00:00Z\"", time), UsageEvent.class);
            assertThat(refusal.field()).isEqualTo("occurred_at");
            assertThat(refusal.why()).endsWith("(expected: " + TIME + ")");
        }

        @Test
        void is_refused_with_the_symbols_allowed_where_there_is_a_choice() {
            assertThat(refusal(String.format(LEAST, ", \"identity_kind\": \"agent\""), UsageEvent.class))
                    .hasMessage("identity_kind: text \"agent\" (expected: one of UNKNOWN, API_KEY, SERVICE_ACCOUNT,"
                            + " OAUTH_CLIENT, AGENT, WORKLOAD)");
        }

        @Test
        void is_refused_with_the_path_of_a_nested_field() {
            assertThat(refusal(
                            "{\"identity_id\": \"a\", \"budgets\": [{\"name\": \"b\", \"unit\": \"tokens\","
                                    + " \"limit\": 1}]}",
                            IdentityRecord.class))
                    .hasMessage("budgets[0].period: missing (expected: text)");
            assertThat(refusal("{\"identity_id\": \"a\", \"budgets\": [{\"nam\": 1}]}", IdentityRecord.class))
                    .hasMessage("budgets[0].nam: no such field (expected: a field of Budget); did you mean name?");
        }

        @Test
        void is_refused_where_a_field_without_default_is_missing() {
            assertThat(refusal("{\"event_id\": \"e\"}", UsageEvent.class))
                    .hasMessage("occurred_at: missing (expected: " + TIME + ")");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                `  `                     | empty (expected: one JSON object)
                []                       | an array of 0 (expected: an object)
                null                     | null (expected: an object)
                {"event_id": hunter2}    | not valid JSON at line 1, column 14 (expected: one JSON object)
                {"event_id": NaN}        | not valid JSON at line 1, column 17 (expected: one JSON object)
                {"event_id": "a          | not valid JSON at line 1, column 16 (expected: one JSON object)
                {} {}                    | not valid JSON at line 1, column 4 (expected: one JSON object)
                {"model": 1, "model": 2} | field "model" stands twice (expected: once)
                """)
        void is_refused_as_a_whole_without_repeating_it(String json, String why) {
            assertThat(refusal(json, UsageEvent.class)).hasMessage(why).hasMessageNotContaining("hunter2");
        }

        @Test
        void is_refused_beyond_all_measure() {
            assertThat(refusal("[".repeat(1000), UsageEvent.class)).hasMessageContaining("at most 32 levels");
            assertThat(refusal("{\"a\": " + "1".repeat(101) + "}", UsageEvent.class))
                    .hasMessageContaining("100 digits");
            assertThat(refusal(" ".repeat(1 << 20) + "{}", UsageEvent.class))
                    .hasMessage("1048578 characters (expected: at most 1048576)");
        }

        @Test
        void never_has_a_key_or_much_of_its_text_repeated() {
            String key = "sk-proj-0123456789abcdef";
            assertThat(refusal(String.format(LEAST, ", \"request_count\": \"" + key + "\""), UsageEvent.class))
                    .hasMessageStartingWith("request_count: text \"(hidden)\" (expected: ");
            assertThat(refusal(String.format(LEAST, ", \"" + key + "\": 1"), UsageEvent.class))
                    .hasMessageStartingWith("(hidden): no such field");
            assertThat(refusal(String.format(LEAST, ", \"cost\": \"" + "x".repeat(5_000) + "\""), UsageEvent.class)
                            .why())
                    .startsWith("text \"" + "x".repeat(40) + "...\"");
        }
    }

    @Nested
    @DisplayName("of a schema without a class")
    class Generic {

        private final Schema schema = SpecificData.get().getSchema(UsageEvent.class);

        @Test
        void holds_times_and_decimals_as_avro_keeps_them() throws InvalidRecordException {
            GenericRecord record = RecordJson.read(String.format(LEAST, ", \"cost\": 0.000000256"), schema);
            assertThat(record.get("occurred_at")).isEqualTo(1767571200000L);
            assertThat(record.get("cost")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 0}));
            assertThat(record.get("identity_kind")).isInstanceOf(GenericData.EnumSymbol.class);
        }

        @Test
        void is_written_like_one_that_has_a_class() throws InvalidRecordException {
            String json = String.format(LEAST, ", \"cost\": 0.000000256, \"identity_kind\": \"AGENT\"");
            assertThat(RecordJson.write(RecordJson.read(json, schema)))
                    .isEqualTo(RecordJson.write(RecordJson.read(json, UsageEvent.class)));
        }

        @Test
        void may_hold_bytes_as_base64() throws InvalidRecordException {
            Schema bytes = SchemaBuilder.record("R").fields().requiredBytes("b").endRecord();
            String json = "{\"b\":\"AQI=\"}";
            assertThat(RecordJson.write(RecordJson.read(json, bytes))).isEqualTo(json);
            assertThatThrownBy(() -> RecordJson.read("{\"b\":\"?\"}", bytes))
                    .hasMessage("b: text \"?\" (expected: Base64 text)");
        }

        @Test
        void refuses_unions_that_would_need_type_tags() {
            Schema union = SchemaBuilder.record("R")
                    .fields()
                    .name("u")
                    .type(Schema.createUnion(Schema.create(Schema.Type.INT), Schema.create(Schema.Type.STRING)))
                    .noDefault()
                    .endRecord();
            assertThatThrownBy(() -> RecordJson.read("{\"u\": 1}", union))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("unions other than of null and one type have no plain JSON");
        }
    }

    @Test
    void is_equal_to_what_it_was_after_going_out_and_coming_in_with_nested_records() throws InvalidRecordException {
        Alert alert = Records.alert();
        assertThat(RecordJson.read(RecordJson.write(alert), Alert.class)).isEqualTo(alert);
    }

    @Test
    void cannot_say_a_number_that_is_not_finite() {
        Alert alert = Records.alert();
        alert.getBaseline().setSamples(3);
        alert.getSeries().get(0).setExpected(Double.NaN);
        assertThatThrownBy(() -> RecordJson.write(alert))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("series.expected: NaN (expected: a finite number)");
    }

    static List<Schema> contracts() {
        Set<Schema> records = new LinkedHashSet<>();
        Contracts.schemas().forEach(schema -> collectRecords(schema, records));
        return List.copyOf(records);
    }

    private static void collectRecords(Schema schema, Set<Schema> records) {
        switch (schema.getType()) {
            case RECORD -> {
                if (records.add(schema)) {
                    schema.getFields().forEach(field -> collectRecords(field.schema(), records));
                }
            }
            case ARRAY -> collectRecords(schema.getElementType(), records);
            case UNION -> schema.getTypes().forEach(part -> collectRecords(part, records));
            default -> {
                // Holds no record.
            }
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void has_words_for_every_type_that_the_contracts_use(Schema schema) {
        assertThat(schema.getFields())
                .allSatisfy(field -> assertThat(plain(field.schema())).isTrue());
    }

    private static boolean plain(Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            return plain(Unions.theOneBesideNull(schema));
        }
        var logical = schema.getLogicalType();
        return logical == null || List.of("timestamp-millis", "decimal").contains(logical.getName());
    }
}

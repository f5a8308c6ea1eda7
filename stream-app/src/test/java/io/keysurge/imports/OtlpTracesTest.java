// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Traces of OpenTelemetry")
class OtlpTracesTest {

    private static final String TOKENS = "gen_ai.usage.input_tokens=10;gen_ai.usage.output_tokens=7";
    private static final String CALL = "gen_ai.operation.name=chat;nhi.identity.id=bot;";
    private static final OtlpTraces TRACES = new OtlpTraces(ImportSettings.NONE);

    @Test
    void become_the_events_beside_the_sample() {
        List<Imported> found = Payloads.map(TRACES, Payloads.sample("otlp-traces.json"));

        assertThat(Payloads.events(found)).containsExactlyElementsOf(Payloads.expected("otlp-traces.events.jsonl"));
        assertThat(found)
                .filteredOn(Imported.Skipped.class::isInstance)
                .containsExactly(
                        new Imported.Skipped("a span around calls: invoke_agent"),
                        new Imported.Skipped("a span that is no call to a model"));
        assertThat(found).hasSize(5);
    }

    @Nested
    @DisplayName("count tokens")
    class Tokens {

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "gen_ai.usage.input_tokens=10;gen_ai.usage.output_tokens=7, 0, 0, 0",
            "gen_ai.usage.prompt_tokens=10;gen_ai.usage.completion_tokens=7, 0, 0, 0",
            "llm.usage.prompt_tokens=10;llm.usage.completion_tokens=7, 0, 0, 0",
            "gen_ai.usage.prompt_tokens=99;gen_ai.usage.input_tokens=10;gen_ai.usage.output_tokens=7, 0, 0, 0",
            TOKENS + ";gen_ai.usage.cache_read.input_tokens=6, 6, 0, 0",
            TOKENS + ";gen_ai.usage.cache_read_input_tokens=6, 6, 0, 0",
            TOKENS + ";gen_ai.usage.cache_write.input_tokens=4, 0, 4, 0",
            TOKENS + ";gen_ai.usage.cache_creation.input_tokens=4, 0, 4, 0",
            TOKENS + ";gen_ai.usage.cache_creation_input_tokens=4, 0, 4, 0",
            TOKENS + ";gen_ai.usage.reasoning.output_tokens=5, 0, 0, 5"
        })
        void under_old_and_new_names_and_their_parts_within_them(
                String usage, long read, long written, long reasoning) {
            UsageEvent event = event(CALL + usage);

            assertThat(event.getInputTokens()).isEqualTo(10);
            assertThat(event.getOutputTokens()).isEqualTo(7);
            assertThat(event.getCacheReadTokens()).isEqualTo(read);
            assertThat(event.getCacheWriteTokens()).isEqualTo(written);
            assertThat(event.getReasoningTokens()).isEqualTo(reasoning);
        }

        @Test
        void unless_a_call_that_went_well_tells_none() {
            Imported.Refused refused = refusal(CALL);

            assertThat(refused.field())
                    .isEqualTo("resourceSpans[0].scopeSpans[0].spans[0].attributes.gen_ai.usage.input_tokens");
            assertThat(refused.why()).contains("switch usage reporting on");
        }
    }

    @Nested
    @DisplayName("tell how a call ended")
    class Status {

        @ParameterizedTest(name = "{0} {1}: {2}")
        @CsvSource({
            "error.type=429, {}, rate_limited",
            "error.type=openai.RateLimitError, {}, rate_limited",
            "error.type=timeout, {\"code\":2}, error",
            "error.type=_OTHER, {\"code\":2}, error",
            "http.response.status_code=401;error.type=x, {}, unauthorized",
            "http.status_code=403, {}, forbidden",
            "http.response.status_code=200, {\"code\":1}, ok",
            "gen_ai.system=openai, {\"code\":2}, error",
            "gen_ai.system=openai, {\"code\":\"STATUS_CODE_ERROR\"}, error",
            "gen_ai.system=openai, {}, ok"
        })
        void by_the_error_the_response_or_the_span(String attributes, String status, String told) {
            UsageEvent event = Payloads.event(
                    TRACES,
                    export(CALL + TOKENS + ";" + attributes, "").replace("\"status\":{}", "\"status\":" + status));

            assertThat(event.getStatus()).isEqualTo(told);
        }

        @Test
        void and_one_that_failed_needs_no_tokens() {
            UsageEvent event = event(CALL + "error.type=401");

            assertThat(event.getStatus()).isEqualTo("unauthorized");
            assertThat(event.getInputTokens()).isZero();
        }
    }

    @Nested
    @DisplayName("name who called")
    class Identity {

        @Test
        void on_the_span_before_its_resource() {
            String json =
                    export("gen_ai.operation.name=chat;nhi.identity.id=span;" + TOKENS, "nhi.identity.id=resource");

            assertThat(Payloads.event(TRACES, json).getIdentityId()).isEqualTo("span");
        }

        @Test
        void under_the_names_that_the_settings_give_before_the_usual_one() {
            var settings = new ImportSettings(List.of("bot.id", "service.name"), "rest", null, Fingerprints.NONE, null);
            OtlpTraces traces = new OtlpTraces(settings);

            assertThat(Payloads.event(traces, export(CALL + TOKENS, "service.name=desk"))
                            .getIdentityId())
                    .isEqualTo("desk");
            assertThat(Payloads.event(traces, export(CALL + TOKENS, "")).getIdentityId())
                    .isEqualTo("bot");
            assertThat(Payloads.event(traces, export("gen_ai.operation.name=chat;" + TOKENS, ""))
                            .getIdentityId())
                    .isEqualTo("rest");
        }

        @Test
        void or_are_refused_with_what_to_set() {
            Imported.Refused refused = refusal("gen_ai.operation.name=chat;" + TOKENS);

            assertThat(refused.field()).endsWith(".attributes.nhi.identity.id");
            assertThat(refused.why()).startsWith("missing (expected: set on the span or its resource");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "gen_ai.operation.name=execute_tool",
                "gen_ai.operation.name=invoke_agent;" + TOKENS,
                "gen_ai.operation.name=something_new",
                "db.system=postgresql"
            })
    void that_are_no_calls_are_passed_over(String attributes) {
        assertThat(Payloads.map(TRACES, export(attributes, ""))).singleElement().isInstanceOf(Imported.Skipped.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"gen_ai.request.model=m", "gen_ai.operation.name=something_new", "gen_ai.system=x"})
    void that_are_calls_by_what_they_count_are_taken(String attributes) {
        assertThat(event(attributes + ";nhi.identity.id=bot;" + TOKENS).getInputTokens())
                .isEqualTo(10);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "traceId, traceID, traceId",
        "spanId, spanID, spanId",
        "endTimeUnixNano, endTime, endTimeUnixNano",
        "\"1772366401000000000\", \"0\", endTimeUnixNano",
        "\"intValue\":\"10\", \"stringValue\":\"ten\", attributes.gen_ai.usage.input_tokens",
        "\"intValue\":\"10\", \"intValue\":\"-10\", attributes.gen_ai.usage.input_tokens"
    })
    void that_cannot_be_counted_are_refused_with_the_field_at_fault(String from, String to, String field) {
        Imported.Refused refused =
                Payloads.refusal(TRACES, export(CALL + TOKENS, "").replace(from, to));

        assertThat(refused.field()).isEqualTo("resourceSpans[0].scopeSpans[0].spans[0]." + field);
    }

    @Test
    void from_before_scopes_were_called_so_are_read_too() {
        String old = export(CALL + TOKENS, "").replace("scopeSpans", "instrumentationLibrarySpans");

        assertThat(Payloads.event(TRACES, old).getIdentityId()).isEqualTo("bot");
    }

    @Test
    void may_stand_beside_logs_and_metrics() {
        assertThat(Payloads.map(TRACES, "[{\"resourceMetrics\":[]},{\"resourceLogs\":[]},{\"resourceSpans\":[]}]"))
                .containsExactly(
                        new Imported.Skipped("logs or metrics, no traces"),
                        new Imported.Skipped("logs or metrics, no traces"));
        assertThat(Payloads.refusal(TRACES, "{\"spans\":[]}").field()).isEqualTo("resourceSpans");
    }

    @Test
    void are_kept_without_what_was_said() {
        Imported.Refused refused = refusal("gen_ai.operation.name=chat;gen_ai.input.messages=private;" + TOKENS);

        assertThat(KeptCopy.of(refused.source()))
                .doesNotContain("private")
                .contains("gen_ai.input.messages")
                .contains("\"spanId\":\"eee19b7ec3c1b174\"");
    }

    private static UsageEvent event(String attributes) {
        return Payloads.event(TRACES, export(attributes, ""));
    }

    private static Imported.Refused refusal(String attributes) {
        return Payloads.refusal(TRACES, export(attributes, ""));
    }

    /** An export of one span; attributes as {@code name=value;name=value}. */
    private static String export(String span, String resource) {
        return "{\"resourceSpans\":[{\"resource\":{\"attributes\":" + attributes(resource)
                + "},\"scopeSpans\":[{\"spans\":[{\"traceId\":\"5b8efff798038103d269b633813fc60c\","
                + "\"spanId\":\"eee19b7ec3c1b174\",\"endTimeUnixNano\":\"1772366401000000000\",\"attributes\":"
                + attributes(span) + ",\"status\":{}}]}]}]}";
    }

    private static String attributes(String list) {
        StringBuilder json = new StringBuilder("[");
        for (String each : list.split(";", -1)) {
            if (!each.isEmpty()) {
                String[] pair = each.split("=", 2);
                boolean number = pair[1].matches("\\d+") && !pair[0].equals("error.type");
                json.append(json.length() > 1 ? "," : "")
                        .append("{\"key\":\"" + pair[0] + "\",\"value\":{\"" + (number ? "intValue" : "stringValue")
                                + "\":\"" + pair[1] + "\"}}");
            }
        }
        return json.append("]").toString();
    }
}

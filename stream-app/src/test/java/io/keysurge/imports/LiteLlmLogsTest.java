// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Logs of LiteLLM")
class LiteLlmLogsTest {

    private static final String HASH = "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b";
    private static final LiteLlmLogs LOGS = new LiteLlmLogs(ImportSettings.NONE);

    @Test
    void written_by_its_callbacks_become_the_events_beside_the_sample() {
        List<Imported> found = Payloads.map(LOGS, Payloads.sample("litellm-standard-logging.json"));

        assertThat(found).hasOnlyElementsOfType(Imported.Event.class);
        assertThat(Payloads.events(found))
                .containsExactlyElementsOf(Payloads.expected("litellm-standard-logging.events.jsonl"));
    }

    @Test
    void answered_by_its_spend_logs_become_the_events_beside_the_sample() {
        List<Imported> found = Payloads.map(LOGS, Payloads.sample("litellm-spend-logs.json"));

        assertThat(Payloads.events(found))
                .containsExactlyElementsOf(Payloads.expected("litellm-spend-logs.events.jsonl"));
        assertThat(found).contains(new Imported.Remark("page 1 of 2 (expected: the others too)"));
    }

    @Test
    void are_found_within_what_a_custom_callback_was_given() {
        assertThat(event("{\"standard_logging_object\": " + log("") + "}").getIdentityId())
                .isEqualTo("billing-bot");
    }

    @Test
    void are_the_same_events_each_time_they_are_read() {
        String sample = Payloads.sample("litellm-standard-logging.json");

        assertThat(Payloads.events(Payloads.map(LOGS, sample)))
                .isEqualTo(Payloads.events(Payloads.map(new LiteLlmLogs(ImportSettings.NONE), sample)));
    }

    @Nested
    @DisplayName("count tokens")
    class Tokens {

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "metadata":{"usage_object":{"prompt_tokens_details":{"cached_tokens":6}}}                                    | 6 | 0 | 0
            "metadata":{"usage_object":{"prompt_tokens_details":{"cached_tokens":6,"cache_creation_tokens":2}}}          | 6 | 2 | 0
            "metadata":{"usage_object":{"prompt_tokens_details":null,"cache_read_input_tokens":3}}                       | 3 | 0 | 0
            "metadata":{"usage_object":{"cache_creation_input_tokens":4,"cache_read_input_tokens":3}}                    | 3 | 4 | 0
            "metadata":{"usage_object":{"completion_tokens_details":{"reasoning_tokens":5,"text_tokens":1}}}             | 0 | 0 | 5
            "metadata":{"additional_usage_values":{"cache_read_input_tokens":3}}                                         | 3 | 0 | 0
            "response":{"usage":{"input_tokens_details":{"cached_tokens":8},"output_tokens_details":{"reasoning_tokens":2}}} | 8 | 0 | 2
            "metadata":{}                                                                                                | 0 | 0 | 0
            """)
        void of_which_the_cached_and_those_of_reasoning_are_parts(
                String more, long read, long written, long reasoning) {
            UsageEvent event =
                    event("{\"id\":\"e\",\"endTime\":1772366401,\"prompt_tokens\":10,\"completion_tokens\":7,"
                            + "\"api_key\":\"" + HASH + "\"," + more + "}");

            assertThat(event.getInputTokens()).isEqualTo(10);
            assertThat(event.getOutputTokens()).isEqualTo(7);
            assertThat(event.getCacheReadTokens()).isEqualTo(read);
            assertThat(event.getCacheWriteTokens()).isEqualTo(written);
            assertThat(event.getReasoningTokens()).isEqualTo(reasoning);
        }

        @Test
        void and_say_when_the_gateway_answered_from_its_own_cache() {
            assertThat(event(log(",\"cache_hit\":true")).getGatewayCacheHit()).isTrue();
            assertThat(event(log(",\"cache_hit\":\"True\"")).getGatewayCacheHit())
                    .isTrue();
            assertThat(event(log(",\"cache_hit\":\"None\"")).getGatewayCacheHit())
                    .isFalse();
        }
    }

    @Nested
    @DisplayName("name who called")
    class Identity {

        @Test
        void by_a_label_that_the_settings_name_before_the_alias() {
            var settings = new ImportSettings(List.of("bot"), null, null, Fingerprints.NONE, null);
            UsageEvent event = Payloads.event(
                    new LiteLlmLogs(settings),
                    log("").replace("\"metadata\":{", "\"metadata\":{\"requester_metadata\":{\"bot\":\"crawler\"},"));

            assertThat(event.getIdentityId()).isEqualTo("crawler");
        }

        @Test
        void by_the_settings_where_there_is_neither_alias_nor_hash() {
            var settings = new ImportSettings(List.of(), "gateway", null, Fingerprints.NONE, "edge-1");
            UsageEvent event = Payloads.event(
                    new LiteLlmLogs(settings),
                    "{\"id\":\"e\",\"endTime\":1772366401,\"prompt_tokens\":1,\"completion_tokens\":1}");

            assertThat(event.getIdentityId()).isEqualTo("gateway");
            assertThat(event.getProducer()).isEqualTo("edge-1");
        }
    }

    @Nested
    @DisplayName("with a raw key")
    class RawKey {

        private final String raw =
                log("").replace("\"user_api_key_alias\":\"billing-bot\"", "\"user_api_key\":\"sk-abcdefghij123456\"");

        @Test
        void are_refused_without_a_pepper() {
            Imported.Refused refused = Payloads.refusal(LOGS, raw);

            assertThat(refused.field()).isEqualTo("metadata.user_api_key");
            assertThat(refused.why()).contains("credential.pepper").doesNotContain("abcdefghij");
            assertThat(KeptCopy.of(refused.source())).doesNotContain("abcdefghij");
        }

        @Test
        void carry_its_keyed_hash_with_one() {
            Fingerprints fingerprints = Fingerprints.under("a pepper of some length");
            var settings = new ImportSettings(List.of(), null, null, fingerprints, null);
            String fingerprint = fingerprints.of("sk-abcdefghij123456");

            UsageEvent event = Payloads.event(new LiteLlmLogs(settings), raw);

            assertThat(event.getCredentialFingerprint()).isEqualTo(fingerprint);
            assertThat(event.getIdentityId()).isEqualTo("litellm-" + fingerprint.substring(0, 12));
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "metadata":{"user_api_key":"correct-horse-battery"}      | metadata.user_api_key
            "metadata":{"user_api_key_hash":"correct-horse-battery"} | metadata.user_api_key_hash
            "api_key":"correct-horse-battery"                        | api_key
            "api_key":12345                                          | api_key
            """)
        void of_unknown_look_are_refused_too(String key, String field) {
            Imported.Refused refused = Payloads.refusal(LOGS, call(key));

            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.advice()).doesNotContain("correct-horse").doesNotContain("12345");
            assertThat(KeptCopy.of(refused.source()))
                    .doesNotContain("correct-horse")
                    .doesNotContain("12345");
        }

        @Test
        void of_unknown_look_carry_its_keyed_hash_also_where_it_names_the_caller() {
            Fingerprints fingerprints = Fingerprints.under("a pepper of some length");
            var settings = new ImportSettings(List.of("user_api_key"), null, null, fingerprints, null);
            String fingerprint = fingerprints.of("correct-horse-battery");

            UsageEvent event = Payloads.event(
                    new LiteLlmLogs(settings), call("\"metadata\":{\"user_api_key\":\"correct-horse-battery\"}"));

            assertThat(event.getCredentialFingerprint()).isEqualTo(fingerprint);
            assertThat(event.getIdentityId()).isEqualTo(fingerprint);
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {HASH, "hashed-jwt-" + HASH, "litellm_proxy_master_key"})
        void that_the_gateway_hashed_or_named_itself_carry_what_it_wrote(String named) {
            var settings = new ImportSettings(List.of(), "gateway", null, Fingerprints.NONE, null);

            assertThat(Payloads.event(new LiteLlmLogs(settings), call("\"api_key\":\"" + named + "\""))
                            .getCredentialFingerprint())
                    .isEqualTo(named);
        }

        private static String call(String key) {
            return "{\"id\":\"e\",\"endTime\":1772366401,\"prompt_tokens\":10,\"completion_tokens\":7," + key + "}";
        }

        @Test
        void anywhere_else_are_refused_with_and_without() {
            Imported.Refused refused = Payloads.refusal(LOGS, log(",\"session_id\":\"for sk-ant-api03-abcdefghij\""));

            assertThat(refused.field()).isEqualTo("conversation_id");
            assertThat(refused.why()).isEqualTo("looks like a credential itself (expected: none, anywhere)");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                                                          | id
        {"startTime":"2026-03-01","spend":0.2,"users":{}}                                           | id
        {"id":"e"}                                                                                  | startTime
        {"id":"e","endTime":"2026-03-01T12:00:00"}                                                  | endTime
        {"id":"e","endTime":1772366401}                                                             | metadata.user_api_key_alias
        {"id":"e","endTime":1772366401,"metadata":{"user_api_key_alias":"a"}}                       | prompt_tokens
        {"id":"e","endTime":1772366401,"metadata":{"user_api_key_alias":"a"},"prompt_tokens":-1}    | prompt_tokens
        {"id":"e","endTime":1772366401,"metadata":{"user_api_key_alias":7},"prompt_tokens":1}       | metadata.user_api_key_alias
        {"id":"e","endTime":1772366401,"metadata":{"user_api_key_alias":"a"},"prompt_tokens":1,"completion_tokens":1.5}             | completion_tokens
        {"id":"e","endTime":1772366401,"metadata":{"user_api_key_alias":"a"},"prompt_tokens":1,"completion_tokens":1,"spend":"x"}    | spend
        {"id":"e","endTime":1772366401,"metadata":{"user_api_key_alias":"a"},"prompt_tokens":1,"completion_tokens":1,"spend":1e400}  | spend
        7                                                                                           | line
        """)
    void that_cannot_be_counted_are_refused_with_the_field_at_fault(String json, String field) {
        Imported.Refused refused = Payloads.refusal(LOGS, json);

        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.why()).contains("expected");
    }

    @Test
    void in_an_array_are_refused_one_by_one_with_their_place() {
        List<Imported> found = Payloads.map(LOGS, "[" + log("") + ", {\"id\": \"x\"}, " + log("") + "]");

        assertThat(Payloads.events(found)).hasSize(2);
        assertThat(((Imported.Refused) found.get(1)).field()).isEqualTo("[1].startTime");
    }

    @Test
    void whose_times_name_no_zone_are_taken_where_one_is_stated() {
        var settings = new ImportSettings(List.of(), "a", ZoneOffset.UTC, Fingerprints.NONE, null);

        assertThat(Payloads.event(new LiteLlmLogs(settings), log("").replace("1772366401", "\"2026-03-01T12:00:01\""))
                        .getOccurredAt())
                .isEqualTo("2026-03-01T12:00:01Z");
    }

    @Test
    void are_kept_without_what_was_said() {
        Imported.Refused refused = Payloads.refusal(
                LOGS,
                "{\"id\":\"x\",\"messages\":[{\"content\":\"private\"}],\"response\":{\"choices\":[\"private\"],"
                        + "\"usage\":{\"total_tokens\":3}}}");

        assertThat(KeptCopy.of(refused.source())).doesNotContain("private").contains("\"usage\":{\"total_tokens\":3}");
    }

    private static UsageEvent event(String json) {
        return Payloads.event(LOGS, json);
    }

    private static String log(String more) {
        return "{\"id\":\"e\",\"endTime\":1772366401,\"prompt_tokens\":10,\"completion_tokens\":7,"
                + "\"metadata\":{\"user_api_key_alias\":\"billing-bot\"}" + more + "}";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("OpenAI's usage")
class OpenAiUsageTest {

    @Nested
    @DisplayName("by an answer beside which stands a raw key of unknown look")
    class RawKey {

        private static final String ANSWER =
                "{\"occurred_at\":1772366401,\"api_key\":\"correct-horse-battery\",\"response\":"
                        + "{\"id\":\"r\",\"object\":\"response\",\"model\":\"m\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}";

        @Test
        void is_refused_without_a_pepper_and_kept_without_the_key() {
            Imported.Refused refused = Payloads.refusal(USAGE, ANSWER);

            assertThat(refused.field()).isEqualTo("api_key");
            assertThat(refused.reason()).isEqualTo(RefusalReason.RAW_CREDENTIAL);
            assertThat(KeptCopy.of(refused.source())).contains("(hidden)").doesNotContain("correct-horse");
        }

        @Test
        void carries_its_keyed_hash_with_one_in_every_field_that_tells_of_it() {
            Fingerprints fingerprints = Fingerprints.under("a pepper of some length");
            var settings = new ImportSettings(List.of("api_key"), null, null, fingerprints, null);
            UsageEvent event = Payloads.event(new OpenAiUsage(settings), ANSWER);

            assertThat(event.getCredentialFingerprint()).isEqualTo(fingerprints.of("correct-horse-battery"));
            assertThat(event.toString()).doesNotContain("correct-horse");
        }
    }

    @Test
    void is_paged_without_copying_what_stands_around_the_records() {
        var payload = Payloads.tree("{\"data\":[],\"beside\":{\"vector\":[1,2]}}");
        List<JsonNode> rests = new ArrayList<>();
        PayloadMapper mapper = new PayloadMapper() {
            @Override
            public String container() {
                return "data";
            }

            @Override
            public void record(JsonNode record, String place, Consumer<Imported> out) {}

            @Override
            public void page(JsonNode rest, String place, Consumer<Imported> out) {
                rests.add(rest);
            }
        };

        mapper.map(payload, each -> {});

        assertThat(rests).singleElement().satisfies(rest -> {
            assertThat(rest.has("data")).isFalse();
            assertThat(rest.get("beside")).isSameAs(payload.get("beside"));
        });
        assertThat(payload.has("data")).isTrue();
    }

    private static final OpenAiUsage USAGE = new OpenAiUsage(ImportSettings.NONE);

    @Nested
    @DisplayName("by its usage API")
    class Page {

        private final List<Imported> found = Payloads.map(USAGE, Payloads.sample("openai-usage-page.json"));

        @Test
        void becomes_the_events_beside_the_sample() {
            assertThat(Payloads.events(found))
                    .containsExactlyElementsOf(Payloads.expected("openai-usage-page.events.jsonl"));
        }

        @Test
        void passes_over_what_is_not_counted_in_tokens() {
            assertThat(found)
                    .contains(new Imported.Skipped(
                            "usage that is not counted in tokens: organization.usage.images.result"));
        }

        @Test
        void refuses_what_names_no_key() {
            assertThat(found)
                    .filteredOn(Imported.Refused.class::isInstance)
                    .singleElement()
                    .satisfies(each -> {
                        Imported.Refused refused = (Imported.Refused) each;
                        assertThat(refused.field()).isEqualTo("data[0].results[3].api_key_id");
                        assertThat(refused.why()).contains("group_by=api_key_id");
                    });
        }

        @Test
        void says_that_there_are_more_pages() {
            assertThat(found)
                    .filteredOn(Imported.Remark.class::isInstance)
                    .singleElement()
                    .asString()
                    .contains("next_page");
        }

        @Test
        void names_a_bucket_by_what_it_is_and_not_by_its_counts() {
            UsageEvent before = Payloads.event(USAGE, bucket("\"input_tokens\":10,\"num_model_requests\":1"));
            UsageEvent corrected = Payloads.event(USAGE, bucket("\"input_tokens\":11,\"num_model_requests\":2"));
            UsageEvent other =
                    Payloads.event(USAGE, bucket("\"input_tokens\":10,\"num_model_requests\":1,\"model\":\"gpt-4o\""));

            assertThat(corrected.getEventId()).isEqualTo(before.getEventId());
            assertThat(other.getEventId()).isNotEqualTo(before.getEventId());
        }

        @Test
        void says_so_of_buckets_that_are_wider_than_a_minute() {
            String day = bucket("\"input_tokens\":10,\"num_model_requests\":1").replace("1772366460", "1772452800");

            assertThat(Payloads.map(USAGE, day))
                    .first()
                    .asString()
                    .contains("buckets of 1440 minutes", "bucket_width=1m");
        }

        @Test
        void is_of_a_project_where_the_settings_say_so() {
            var settings = new ImportSettings(List.of("project_id"), null, null, Fingerprints.NONE, null);
            UsageEvent event = Payloads.event(
                    new OpenAiUsage(settings),
                    bucket("\"input_tokens\":10,\"num_model_requests\":1,\"project_id\":\"proj_1\""));

            assertThat(event.getIdentityId()).isEqualTo("proj_1");
            assertThat(event.getCredentialFingerprint()).isEqualTo("key_1");
        }

        private String bucket(String result) {
            return "{\"start_time\":1772366400,\"end_time\":1772366460,\"results\":[{\"object\":"
                    + "\"organization.usage.completions.result\",\"api_key_id\":\"key_1\"," + result + "}]}";
        }
    }

    @Nested
    @DisplayName("in its answers")
    class Answers {

        @Test
        void becomes_the_events_beside_the_sample() {
            List<Imported> found = Payloads.map(USAGE, Payloads.sample("openai-responses.json"));

            assertThat(Payloads.events(found))
                    .containsExactlyElementsOf(Payloads.expected("openai-responses.events.jsonl"));
            assertThat(found)
                    .contains(new Imported.Skipped("a part of a streamed answer"))
                    .hasSize(6);
        }

        @Test
        void is_told_around_the_vectors_of_an_embedding() {
            var settings = new ImportSettings(List.of(), "indexer", null, Fingerprints.NONE, null);
            UsageEvent event = Payloads.event(
                    new OpenAiUsage(settings),
                    "{\"object\":\"list\",\"id\":\"e\",\"occurred_at\":1772366400,\"data\":[{\"object\":\"embedding\"}],"
                            + "\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");

            assertThat(event.getInputTokens()).isEqualTo(8);
            assertThat(event.getOperation()).isEqualTo("embeddings");
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"response":{"id":"r","created":1772366400}}                                                   | response.usage
            {"response":{"id":"r","usage":{"prompt_tokens":1}},"identity_id":"a"}                          | occurred_at
            {"response":{"created":1772366400,"usage":{"prompt_tokens":1}},"identity_id":"a"}              | id
            {"response":{"id":"r","created":1772366400,"usage":{"prompt_tokens":1}}}                       | identity_id
            {"response":{"id":"r","created":1772366400,"usage":{"prompt_tokens":-1}},"identity_id":"a"}    | response.usage.prompt_tokens
            {"response":{"id":"r","created":1772366400,"usage":{}},"identity_id":"a"}                      | response.usage.input_tokens
            {"response":{"id":"r","created":1772366400,"usage":{"prompt_tokens":1}},"api_key":"sk-abcdefghij123456"} | api_key
            {"start_time":"x","results":[]}                                                                | start_time
            {"start_time":1772366400,"results":[]}                                                         | end_time
            """)
        void is_refused_with_the_field_at_fault_where_it_cannot_be_counted(String json, String field) {
            assertThat(Payloads.refusal(USAGE, json).field()).isEqualTo(field);
        }
    }
}

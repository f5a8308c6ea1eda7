// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is kept of a refused record")
class KeptCopyTest {

    private static final String HASH = "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b";

    @Nested
    @DisplayName("hides a secret")
    class Secrets {

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "{\"api-key\":\"hunter2\"}",
                    "{\"x-api-key\":\"hunter2\"}",
                    "{\"X-Goog-Api-Key\":\"hunter2\"}",
                    "{\"apiKey\":\"hunter2\"}",
                    "{\"accessToken\":\"hunter2\"}",
                    "{\"authtoken\":\"hunter2\"}",
                    "{\"X-Amz-Signature\":\"hunter2\"}",
                    "{\"access_token\":\"hunter2\"}",
                    "{\"authorization\":\"Basic hunter2\"}",
                    "{\"password\":\"a word and hunter2\"}",
                    "{\"client_secret\":{\"inner\":\"hunter2\"}}",
                    "{\"api_key\":[\"hunter2\"]}",
                    "{\"api_key\":47110815,\"x\":\"hunter\"}",
                    "{\"Cookie\":\"session=hunter2\"}",
                    "{\"user_api_key_hash\":\"hunter2\"}",
                    "{\"key\":\"hunter2\"}",
                    "{\"headers\":[{\"name\":\"Authorization\",\"value\":\"Basic hunter2\"}]}",
                    "{\"attributes\":[{\"key\":\"http.request.header.authorization\",\"value\":{\"stringValue\":\"hunter2\"}}]}",
                    "{\"attributes\":[{\"key\":\"http.request.header.x-api-key\",\"value\":{\"arrayValue\":{\"values\":[{\"stringValue\":\"hunter2\"}]}}}]}",
                    "{\"attributes\":[{\"key\":\"http\",\"value\":{\"kvlistValue\":{\"values\":[{\"key\":\"api_key\",\"value\":{\"stringValue\":\"hunter2\"}}]}}}]}",
                    "{\"attributes\":[{\"key\":\"blob\",\"value\":{\"bytesValue\":\"hunter2\"}}]}",
                    "{\"attributes\":[{\"key\":\"x\",\"value\":{\"password\":\"hunter2\"}}]}",
                    "{\"attributes\":[{\"key\":\"x\",\"value\":1,\"password\":\"hunter2\"}]}"
                })
        void by_the_name_that_it_stands_under(String json) {
            assertThat(kept(json)).doesNotContain("hunter2").doesNotContain("47110815");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "{\"x\":\"sk-abcdefghij123456\"}",
                    "{\"x\":\"https://host/?access_token=abcdefghij123456\"}",
                    "{\"x\":\"curl -H 'x-api-key: abcdefghij123456' host\"}",
                    "{\"x\":\"password: correct abcdefghij123456 battery\"}",
                    "{\"x\":\"{\\\"api_key\\\":\\\"abcdefghij123456\\\"}\"}",
                    "{\"x\":\"{\\\"api_key\\\":\\\"abcdefghij123456\"}",
                    "{\"sk-abcdefghij123456\":1}"
                })
        void within_a_text_by_its_look_or_the_name_before_it(String json) {
            assertThat(kept(json)).doesNotContain("abcdefghij");
        }

        @Test
        void and_not_the_hash_by_which_a_key_is_found() {
            assertThat(kept("{\"user_api_key_hash\":\"" + HASH + "\"}")).contains(HASH);
        }
    }

    @Nested
    @DisplayName("leaves out what was said")
    class Said {

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "gen_ai.event.content",
                    "gen_ai.prompt.0.content",
                    "gen_ai.input.messages",
                    "ai.prompt",
                    "ai.prompt.messages",
                    "ai.response.text",
                    "ai.response.object",
                    "ai.toolCall.args",
                    "traceloop.entity.input",
                    "input.value",
                    "llm.prompts"
                })
        void in_an_attribute(String name) {
            String span = "{\"attributes\":[{\"key\":\"" + name + "\",\"value\":{\"stringValue\":\"private\"}}]}";

            assertThat(kept(span)).contains(name).doesNotContain("private");
            assertThat(kept("{\"" + name + "\":\"private\"}")).doesNotContain("private");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"private\"}]}",
                    "{\"response\":\"private\"}",
                    "{\"response\":{\"choices\":[\"private\"]}}",
                    "{\"response\":[\"private\"]}",
                    "{\"message\":[[\"private\"],{\"content\":\"private\"}]}",
                    "{\"Response\":\"private\"}",
                    "{\"model_response\":\"private\"}",
                    "{\"modelResponse\":[\"private\"]}",
                    "{\"original_response\":{\"x\":\"private\"}}",
                    "{\"user_message\":{\"x\":\"private\"}}",
                    "{\"attributes\":[{\"key\":\"llm.response\",\"value\":{\"stringValue\":\"private\"}}]}",
                    "{\"attributes\":[{\"key\":\"llm.response\",\"value\":{\"arrayValue\":{\"values\":[{\"stringValue\":\"private\"}]}}}]}",
                    "{\"user_prompt\":{\"deep\":{\"er\":\"private\"}}}",
                    "{\"error_information\":{\"error_message\":\"private\"}}",
                    "{\"status\":{\"message\":\"private\"}}",
                    "{\"x\":\"{\\\"prompt\\\":\\\"private\\\"}\"}",
                    "{\"attributes\":[{\"key\":\"gen_ai.usage.input_tokens\",\"value\":{\"intValue\":\"private\"}}]}"
                })
        void in_a_field(String json) {
            assertThat(kept(json)).doesNotContain("private");
        }

        @Test
        void and_keeps_the_fields_of_the_objects_around_it() {
            assertThat(kept("{\"Response\":[\"private\",{\"model\":\"gpt-4o\",\"usage\":{\"input_tokens\":5}}]}"))
                    .isEqualTo(
                            "{\"Response\":[\"(left out: what was said)\",{\"model\":\"gpt-4o\",\"usage\":{\"input_tokens\":5}}]}");
        }

        @Test
        void also_in_numbers_of_tokens() {
            assertThat(kept("{\"input_ids\":[4711],\"ids\":[4711,1,2,3,4,5,6,7,8],\"usage\":{\"input_tokens\":5}}"))
                    .contains("\"input_tokens\":5")
                    .doesNotContain("4711");
        }

        @Test
        void under_whatever_name_where_it_is_longer_than_any_name() {
            String prompt = "word ".repeat(60);

            assertThat(kept("{\"attributes\":[{\"key\":\"x\",\"value\":{\"stringValue\":\"" + prompt + "\"}}],\""
                            + prompt + "\":1}"))
                    .contains("(left out: 300 characters)")
                    .doesNotContain("word word");
        }
    }

    @Test
    void holds_what_somebody_needs_to_mend_it() {
        assertThat(
                        kept(
                                "{\"id\":\"e-1\",\"model\":\"gpt-4o\",\"prompt_tokens\":-5,\"usage\":{\"input_tokens_details\":{\"cached_tokens\":3}},"
                                        + "\"attributes\":[{\"key\":\"gen_ai.usage.input_tokens\",\"value\":{\"intValue\":\"900\"}}]}"))
                .isEqualTo(
                        "{\"id\":\"e-1\",\"model\":\"gpt-4o\",\"prompt_tokens\":-5,\"usage\":{\"input_tokens_details\":{\"cached_tokens\":3}},"
                                + "\"attributes\":[{\"key\":\"gen_ai.usage.input_tokens\",\"value\":{\"intValue\":\"900\"}}]}");
    }

    @Test
    void is_the_length_and_the_hash_of_what_cannot_be_read() {
        assertThat(KeptCopy.ofJson("abc"))
                .isEqualTo("{\"left_out\":\"cannot be read\",\"bytes\":3,"
                        + "\"sha256\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"}");
        assertThat(KeptCopy.ofJson("{\"id\":\"e\"}")).isEqualTo("{\"id\":\"e\"}");
    }

    @Test
    void is_bounded() {
        var array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 10_000; i++) {
            array.add("some text of some length");
        }

        assertThat(KeptCopy.of(array)).hasSize(KeptCopy.LONGEST + 3);
    }

    private static String kept(String json) {
        return KeptCopy.of(Payloads.tree(json));
    }
}

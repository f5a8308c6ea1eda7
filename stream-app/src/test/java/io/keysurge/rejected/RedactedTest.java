// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A refused record, as people get to see it,")
class RedactedTest {

    static {
        Contracts.trust();
    }

    private static final String SECRET = "sk-proj-0123456789abcdef";

    @Test
    void hides_values_that_look_like_a_secret_and_those_under_a_name_that_promises_one() {
        UsageEvent event = UsageEvent.newBuilder()
                .setEventId("event of " + SECRET)
                .setOccurredAt(Instant.EPOCH)
                .setIdentityId("nhi-1")
                .setCredentialFingerprint("fp-1")
                .setInputTokens(7)
                .setOutputTokens(0)
                .setAttributes(Map.of("client.secret", "plain words", "team", "payments"))
                .build();

        var shown = Redacted.record(event);

        assertThat(shown.get("event_id").textValue()).isEqualTo("event of (hidden)");
        assertThat(shown.get("credential_fingerprint").textValue()).isEqualTo("fp-1");
        assertThat(shown.get("input_tokens").longValue()).isEqualTo(7);
        assertThat(shown.get("attributes").get("client.secret").textValue()).isEqualTo("(hidden)");
        assertThat(shown.get("attributes").get("team").textValue()).isEqualTo("payments");
    }

    @Test
    void hides_them_within_json_that_nobody_asked_for() {
        String json = "{\"headers\": [{\"Authorization\": \"plain\"}, \"Bearer abcdefgh12345678\"], \"n\": 1}";

        assertThat(Redacted.bytes(json.getBytes(StandardCharsets.UTF_8)))
                .hasToString("{\"headers\":[{\"Authorization\":\"(hidden)\"},\"(hidden)\"],\"n\":1}");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"accessToken\": \"hunter2\"}",
                "{\"Cookie\": \"session=hunter2\"}",
                "{\"note\": \"x-api-key: hunter2\"}",
                "{\"key\": \"http.request.header.authorization\", \"value\": {\"stringValue\": \"hunter2\"}}",
                "{\"key\": \"hunter2\"}",
                "{\"headers\": [{\"name\": \"x-api-key\", \"value\": \"hunter2\"}]}",
                "{\"headers\": [{\"key\": \"\", \"name\": \"x-api-key\", \"value\": [\"hunter2\"]}]}",
                "{\"key\": {\"stringValue\": \"hunter2\"}, \"name\": \"x\", \"value\": 1}",
                "[{\"api_key\": \"hunter2\"}]",
                "api_key=hunter2&model=m",
                "{\"password\": \"a word and hunter2\""
            })
    void hides_what_only_a_name_gives_away_in_whatever_spelling_and_shape(String text) {
        assertThat(Redacted.bytes(text.getBytes(StandardCharsets.UTF_8)).toString())
                .contains("(hidden)")
                .doesNotContain("hunter2");
    }

    @Test
    void hides_numbers_under_the_name_of_a_secret_and_shows_counts_of_tokens() {
        String json = "{\"password\":4711,\"secret_tokens\":5,\"list\":[{\"name\":\"pin_token\",\"value\":4711}]}";

        assertThat(Redacted.bytes(json.getBytes(StandardCharsets.UTF_8)))
                .hasToString(
                        "{\"password\":\"(hidden)\",\"secret_tokens\":5,\"list\":[{\"name\":\"pin_token\",\"value\":\"(hidden)\"}]}");
    }

    @Test
    void shows_the_names_of_attributes() {
        String json = "{\"attributes\":[{\"key\":\"gen_ai.system\",\"value\":{\"stringValue\":\"openai\"}}]}";

        assertThat(Redacted.bytes(json.getBytes(StandardCharsets.UTF_8))).hasToString(json);
    }

    @Test
    void hides_them_within_any_other_bytes_and_cuts_those_short() {
        byte[] text =
                ("\u0000\u0001key=" + SECRET + "\n\u001b[31m" + "x".repeat(1_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(Redacted.bytes(text).textValue())
                .startsWith("  key=(hidden)  [31mxxx")
                .endsWith("xxx...")
                .hasSizeLessThan(410);
    }

    @Test
    void is_shown_as_text_when_it_is_json_too_deep_to_be_looked_into() {
        String deep = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);

        assertThat(Redacted.bytes(deep.getBytes(StandardCharsets.UTF_8)).textValue())
                .startsWith("{\"a\":{\"a\":");
    }
}

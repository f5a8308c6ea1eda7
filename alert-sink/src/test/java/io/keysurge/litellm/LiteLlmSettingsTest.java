// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keysurge.http.Endpoint;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The settings of the LiteLLM connector")
class LiteLlmSettingsTest {

    @Test
    void print_no_key() {
        assertThat(settings("https://llm.example", 1, 1, 1).toString())
                .contains("(hidden)")
                .doesNotContain("s3cret");
    }

    @Test
    void say_what_the_key_of_an_identity_is_called() {
        LiteLlmSettings settings = settings("https://llm.example", 1, 1, 1);

        assertThat(settings.keyOf("nhi-42")).isEqualTo(new KeyName("payments-agent"));
        assertThat(settings.keyOf("nhi-43")).isEqualTo(new KeyName("nhi-43"));
    }

    @Test
    void know_the_admin_key_by_the_token_that_litellm_gives_it() {
        assertThat(AdminKey.parse("sk-1234").token())
                .isEqualTo("88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-SECRET", " sk-SECRET", "", " "})
    void take_no_key_for_its_name(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyName.parse(text))
                .withMessageContaining("never the key itself")
                .withMessageNotContaining("SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "sk-1 2", "sk-1\r\nX: y", "sk-é"})
    void need_an_admin_key_that_fits_into_a_header(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AdminKey.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://llm.example?a=b, 1, 1, 1",
        "https://llm.example, 0, 1, 1",
        "https://llm.example, 1, 0, 1",
        "https://llm.example, 1, 1, 0"
    })
    void need_an_address_without_a_query_limits_and_a_deadline(String server, long tpm, long rpm, long deadline) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(server, tpm, rpm, deadline))
                .withMessageContaining("expected: ");
    }

    private static LiteLlmSettings settings(String server, long tpm, long rpm, long deadlineSeconds) {
        return new LiteLlmSettings(
                Endpoint.parse(server),
                AdminKey.parse("sk-s3cret"),
                Map.of("nhi-42", new KeyName("payments-agent")),
                tpm,
                rpm,
                false,
                Duration.ofSeconds(1),
                Duration.ofSeconds(deadlineSeconds));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Redaction")
class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-proj-0123456789abcdef",
                "AKIA0123456789ABCDEF",
                "ASIA0123456789ABCDEF",
                "gho_0123456789abcdefghij",
                "xoxp-0123456789-abcdef",
                "ghp_0123456789abcdefghij",
                "github_pat_0123456789abcdefghij",
                "xoxb-0123456789-abcdef",
                "AIza0123456789abcdefghij",
                "glpat-0123456789abcdef",
                "hf_0123456789abcdefghij",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl",
            })
    void finds_and_hides_a_key_wherever_it_stands(String key) {
        assertThat(Redaction.findsSecret(key)).isTrue();
        assertThat(Redaction.findsSecret("before " + key)).isTrue();
        assertThat(Redaction.findsSecret("x=" + key)).isTrue();
        assertThat(Redaction.mask("before " + key + " after")).isEqualTo("before (hidden) after");
        assertThat(Redaction.quote("x=" + key)).isEqualTo("\"x=(hidden)\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer 0123456789abcdef",
                "bEaReR\t0123456789abcdef",
                "https://me:pass@host/",
                "-----BEGIN EC KEY"
            })
    void finds_what_is_no_key_of_a_known_look_by_what_stands_around_it(String text) {
        assertThat(Redaction.findsSecret(text)).isTrue();
        assertThat(Redaction.mask(text)).isNotEqualTo(text);
    }

    @Test
    void hides_in_documents_also_what_only_its_name_gives_away() {
        assertThat(Redaction.maskDocument(
                        "{\"api_key\": \"hunter2\", \"model\": \"m\", \"x\": \"sk-abcdefghij123456\"}"))
                .isEqualTo("{\"api_key\": \"(hidden)\", \"model\": \"m\", \"x\": \"(hidden)\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"api-key\": \"hunter2\"}",
                "{\"x-api-key\":\"hunter2\"}",
                "{\"access_token\": \"hunter2\"}",
                "{\"authorization\":\"Basic aHVudGVyMg hunter2\"}",
                "{\"password\": \"correct hunter2 battery\"}",
                "{\"password\": \"an \\\" and hunter2\"}",
                "Authorization: Custom name=a, signature=hunter2",
                "Cookie: theme=dark; session=hunter2",
                "https://host/path?access_token=hunter2&x=1",
                "https://host/path?x=1&key=hunter2"
            })
    void hides_the_whole_of_what_stands_under_the_name_of_a_secret(String text) {
        assertThat(Redaction.maskDocument(text)).contains(Redaction.HIDDEN).doesNotContain("hunter2");
    }

    @Test
    void leaves_alone_in_documents_what_only_sounds_like_a_secret() {
        String text = "{\"prompt_tokens\": 10, \"key\": \"gen_ai.system\", \"model\": \"m\"}";

        assertThat(Redaction.maskDocument(text)).isEqualTo(text);
    }

    @Test
    void takes_a_long_text_of_one_word_in_its_stride() {
        String word = "a".repeat(1_000_000);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Redaction.maskDocument(word)))
                .isEqualTo(word);
    }

    @Test
    void leaves_nothing_in_a_text_that_rewrites_a_terminal_or_turns_the_direction_of_writing() {
        assertThat(Redaction.printable("a\u001b[2Jb\u009b2Jc\u202ed\ne\u2028f")).isEqualTo("a [2Jb 2Jc d e f");
        assertThat(Redaction.printable("Müller 東京 שלום")).isEqualTo("Müller 東京 שלום");
    }

    @Test
    void hides_a_private_key_to_its_end() {
        assertThat(Redaction.mask("k: -----BEGIN PRIVATE KEY-----\nMIIE\nvgIB")).isEqualTo("k: (hidden)");
    }

    @Test
    void hides_the_user_within_an_address_and_keeps_the_address() {
        assertThat(Redaction.mask("http://me:pass@registry:8081/x")).isEqualTo("http://(hidden)@registry:8081/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"task-list-of-today-and-more", "gpt-4o-mini-2024-07-18", "team@example.org", "desk-lamp-1234567"
            })
    void finds_nothing_in_ordinary_text_and_leaves_it_alone(String text) {
        assertThat(Redaction.findsSecret(text)).isFalse();
        assertThat(Redaction.mask(text)).isEqualTo(text);
    }

    @Test
    void quotes_forty_characters_whole_and_one_more_cut() {
        assertThat(Redaction.quote("a".repeat(40))).isEqualTo('"' + "a".repeat(40) + '"');
        assertThat(Redaction.quote("a".repeat(41))).isEqualTo('"' + "a".repeat(40) + "...\"");
    }

    @Test
    void quotes_on_one_line() {
        assertThat(Redaction.quote("a\nb\u001b[31m")).isEqualTo("\"a b [31m\"");
    }

    @Test
    void hides_a_key_that_reaches_over_the_cut() {
        assertThat(Redaction.quote("a".repeat(30) + " sk-proj-0123456789abcdef"))
                .doesNotContain("sk-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basic.auth.user.info",
                "kafka.ssl.key.password",
                "kafka.sasl.jaas.config",
                "bearer.auth.token",
                "kafka.ssl.keystore.key",
                "sink.webhook.signing-key",
                "client_secret",
            })
    void knows_the_names_of_secrets(String name) {
        assertThat(Redaction.isSecretName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap.servers",
                "spike.floor.tokens",
                "key.serializer",
                "kafka.ssl.keystore.location",
                "topic.prefix"
            })
    void knows_names_that_are_none(String name) {
        assertThat(Redaction.isSecretName(name)).isFalse();
    }
}

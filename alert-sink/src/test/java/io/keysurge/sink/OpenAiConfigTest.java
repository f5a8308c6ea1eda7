// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.contract.ResponseStep;
import io.keysurge.openai.OpenAiSettings;
import io.keysurge.runtime.InvalidSettingsException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The sink's settings for OpenAI")
class OpenAiConfigTest {

    private static final Map<String, String> OPENAI = Map.of(
            "sink.openai.admin.key",
            "sk-admin-SECRET",
            "sink.openai.keys",
            "nhi-42=proj_abc/key_abc, nhi-43=proj_abc/key_def/svc_acct_abc");
    private static final Map<String, String> LIVE = Map.of("sink.mode", "live", "sink.openai.mode", "live");
    private static final Map<String, String> THROTTLED = Map.of("sink.openai.throttle.limits", "rl-gpt-4o,rl-o3");

    @Test
    void say_what_is_there() {
        OpenAiSettings settings =
                OpenAiConfig.described(Flags.settings(OPENAI, THROTTLED)).orElseThrow();

        assertThat(settings.shown()).isEqualTo("OpenAI at https://api.openai.com");
        assertThat(settings.keys())
                .containsEntry("nhi-42", "proj_abc/key_abc")
                .containsEntry("nhi-43", "proj_abc/key_def/svc_acct_abc");
        assertThat(settings.throttle().limits()).containsExactlyInAnyOrder("rl-gpt-4o", "rl-o3");
        assertThat(settings.throttle().requests()).isEqualTo(5);
        assertThat(settings.throttle().tokens()).isEqualTo(1_000);
        assertThat(settings.toString()).contains("(hidden)").doesNotContain("SECRET");
        assertThat(OpenAiConfig.described(Flags.settings(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REVOKE, nhi-42, openai",
        "REVOKE, nhi-9, webhook",
        "SUSPEND, nhi-42, webhook",
        "THROTTLE, nhi-42, webhook"
    })
    void give_it_the_revocation_of_those_identities_alone(ResponseStep step, String identity, String connector) {
        assertThat(Flags.plan(OPENAI, LIVE)
                        .policy()
                        .routes(step, identity)
                        .get(0)
                        .connector())
                .isEqualTo(connector);
    }

    @Test
    void give_it_throttling_only_where_limits_are_named() {
        assertThat(Flags.plan(OPENAI, LIVE, THROTTLED)
                        .policy()
                        .routes(ResponseStep.THROTTLE, "nhi-42")
                        .get(0)
                        .connector())
                .isEqualTo("openai");
    }

    @Test
    void are_in_dry_run_by_default() {
        assertThat(Flags.plan(OPENAI, Map.of("sink.mode", "live")).liveTargets())
                .isEmpty();
        assertThat(Flags.plan(OPENAI, LIVE).liveTargets()).containsExactly("OpenAI at https://api.openai.com");
    }

    @Test
    void need_names() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(Flags.without(OPENAI, "sink.openai.keys")))
                .withMessageContaining("sink.openai.keys: not set")
                .withMessageContaining("because sink.openai.admin.key is set");
    }

    @ParameterizedTest
    @CsvSource({
        "sink.openai.admin.key, 'a SECRET'",
        "sink.openai.keys, nhi-42=key_abc",
        "sink.openai.keys, nhi-42=proj_abc/sk-SECRET",
        "sink.openai.keys, nhi-42=sk-SECRET/key_abc",
        "sink.openai.keys, nhi-42=proj_abc/../SECRET",
        "sink.openai.keys, nhi-42=proj_abc/a/b/SECRET",
        "sink.openai.throttle.rpm, 0",
        "sink.openai.throttle.tpm, 0",
        "sink.openai.mode, lively"
    })
    void say_what_is_wrong_and_repeat_no_key(String name, String value) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(OPENAI, Map.of(name, value)))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(1))
                .withMessageContaining(name)
                .withMessageNotContaining("SECRET");
    }
}

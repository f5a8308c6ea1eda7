// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.anthropic.AnthropicSettings;
import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.runtime.InvalidSettingsException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The sink's settings for Anthropic")
class AnthropicConfigTest {

    private static final Map<String, String> ANTHROPIC =
            Map.of("sink.anthropic.admin.key", "sk-ant-admin-SECRET", "sink.anthropic.keys", "nhi-42=apikey_01");
    private static final Map<String, String> LIVE = Map.of("sink.mode", "live", "sink.anthropic.mode", "live");

    @Test
    void say_what_is_there() {
        AnthropicSettings settings =
                AnthropicConfig.described(Flags.settings(ANTHROPIC)).orElseThrow();

        assertThat(settings.shown()).isEqualTo("Anthropic at https://api.anthropic.com");
        assertThat(settings.keys()).containsExactly(Map.entry("nhi-42", "apikey_01"));
        assertThat(settings.reach().allowPrivate()).isFalse();
        assertThat(settings.toString()).contains("(hidden)").doesNotContain("SECRET");
        assertThat(AnthropicConfig.described(Flags.settings(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SUSPEND, nhi-42, anthropic",
        "REVOKE, nhi-42, anthropic",
        "THROTTLE, nhi-42, webhook",
        "SUSPEND, nhi-9, webhook"
    })
    void give_it_the_keys_of_those_identities_alone(ResponseStep step, String identity, String connector) {
        assertThat(Flags.plan(ANTHROPIC, LIVE)
                        .policy()
                        .routes(step, identity)
                        .get(0)
                        .connector())
                .isEqualTo(connector);
    }

    @ParameterizedTest
    @CsvSource({"live,live,LIVE", "live,dry-run,DRY_RUN", "dry-run,live,DRY_RUN"})
    void go_live_only_with_both_modes(String sink, String own, ActionMode mode) {
        SinkPlan plan = Flags.plan(ANTHROPIC, Map.of("sink.mode", sink, "sink.anthropic.mode", own));

        Route route = plan.policy().routes(ResponseStep.SUSPEND, "nhi-42").get(0);
        assertThat(route.mode()).isEqualTo(mode);
    }

    @Test
    void need_names() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(Flags.without(ANTHROPIC, "sink.anthropic.keys")))
                .withMessageContaining("sink.anthropic.keys: not set")
                .withMessageContaining("because sink.anthropic.admin.key is set");
    }

    @ParameterizedTest
    @CsvSource({
        "sink.anthropic.url, http://api.example",
        "sink.anthropic.admin.key, 'a SECRET'",
        "sink.anthropic.keys, nhi-42",
        "sink.anthropic.keys, nhi-42=",
        "sink.anthropic.keys, nhi-42=sk-ant-SECRET",
        "sink.anthropic.keys, nhi-42=../SECRET",
        "sink.anthropic.keys, 'nhi-42=apikey_01,nhi-42=apikey_02'",
        "sink.anthropic.mode, lively"
    })
    void say_what_is_wrong_and_repeat_no_key(String name, String value) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(ANTHROPIC, Map.of(name, value)))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(1))
                .withMessageContaining(name)
                .withMessageNotContaining("SECRET");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ResponseStep;
import io.keysurge.litellm.LiteLlmSettings;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.runtime.InvalidSettingsException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The sink's settings for LiteLLM")
class LiteLlmConfigTest {

    private static final Map<String, String> LITELLM =
            Map.of("sink.litellm.url", "https://llm.example", "sink.litellm.admin.key", "sk-SECRET");
    private static final Map<String, String> KEYCLOAK =
            Map.of("sink.keycloak.url", "https://kc.example", "sink.keycloak.client.secret", "SECRET");
    private static final Map<String, String> LIVE = Map.of("sink.mode", "live", "sink.litellm.mode", "live");

    @Test
    void are_in_dry_run_and_throttle_to_little_by_default() {
        LiteLlmSettings settings =
                LiteLlmConfig.described(Flags.settings(LITELLM)).orElseThrow();

        assertThat(Flags.plan(LITELLM).isLive()).isFalse();
        assertThat(settings.allowPrivate()).isFalse();
        assertThat(settings.throttledTpm()).isEqualTo(1_000);
        assertThat(settings.throttledRpm()).isEqualTo(5);
        assertThat(LiteLlmConfig.described(Flags.settings(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"live,live,LIVE", "live,dry-run,DRY_RUN", "dry-run,live,DRY_RUN"})
    void go_live_only_with_both_modes(String sink, String litellm, ActionMode mode) {
        SinkPlan plan = Flags.plan(LITELLM, Map.of("sink.mode", sink, "sink.litellm.mode", litellm));

        Route route = plan.policy().routes(ResponseStep.THROTTLE, "nhi-42").get(0);
        assertThat(route.connector()).isEqualTo("litellm");
        assertThat(route.mode()).isEqualTo(mode);
        assertThat(plan.policy().isLive("litellm")).isEqualTo(mode == ActionMode.LIVE);
    }

    @ParameterizedTest
    @CsvSource({"NOTIFY_RESPONDERS,webhook", "THROTTLE,litellm", "SUSPEND,litellm", "REVOKE,litellm"})
    void give_it_every_protective_step_where_there_is_no_keycloak(ResponseStep step, String connector) {
        assertThat(Flags.plan(LITELLM, LIVE)
                        .policy()
                        .routes(step, "nhi-42")
                        .get(0)
                        .connector())
                .isEqualTo(connector);
    }

    @ParameterizedTest
    @CsvSource({
        "NOTIFY_RESPONDERS,webhook,DRY_RUN",
        "THROTTLE,litellm,LIVE",
        "SUSPEND,keycloak,DRY_RUN",
        "REVOKE,keycloak,DRY_RUN"
    })
    void leave_keycloak_what_keycloak_can_do_even_while_it_is_in_dry_run(
            ResponseStep step, String connector, ActionMode mode) {
        Route route = Flags.plan(LITELLM, KEYCLOAK, LIVE)
                .policy()
                .routes(step, "nhi-42")
                .get(0);
        assertThat(route.connector()).isEqualTo(connector);
        assertThat(route.mode()).isEqualTo(mode);
    }

    @Test
    void show_where_calls_may_go_and_who_has_steps_and_takes_none() {
        assertThat(Flags.plan(LITELLM, KEYCLOAK).liveTargets()).isEmpty();
        assertThat(Flags.plan(LITELLM, KEYCLOAK, LIVE).liveTargets()).containsExactly("LiteLLM at https://llm.example");
        assertThat(Flags.plan(LITELLM, KEYCLOAK, LIVE).idleConnectors()).containsExactly("keycloak");
    }

    @Test
    void need_an_admin_key() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(Map.of("sink.litellm.url", "https://llm.example")))
                .withMessageContaining("sink.litellm.admin.key: not set");
    }

    @ParameterizedTest
    @CsvSource({
        "sink.litellm.url, http://llm.example",
        "sink.litellm.admin.key, 'a SECRET'",
        "sink.litellm.keys, nhi-42",
        "sink.litellm.keys, nhi-42=",
        "sink.litellm.keys, nhi-42=sk-SECRET",
        "sink.litellm.throttle.tpm, 0",
        "sink.litellm.throttle.rpm, 0",
        "sink.litellm.mode, lively"
    })
    void say_what_is_wrong_and_repeat_no_key(String name, String value) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(LITELLM, Map.of(name, value)))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(1))
                .withMessageContaining(name)
                .withMessageNotContaining("SECRET");
    }
}

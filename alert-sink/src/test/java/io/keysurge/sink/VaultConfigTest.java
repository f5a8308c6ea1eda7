// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.vault.VaultSettings;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The sink's settings for Vault")
class VaultConfigTest {

    private static final Map<String, String> VAULT = Map.of(
            "sink.vault.url",
            "https://vault.example",
            "sink.vault.token",
            "hvs.SECRET",
            "sink.vault.keys",
            "nhi-42=lease:database/creds/billing/2f=6a, nhi-43=accessor:8609694a-cdbc");
    private static final Map<String, String> LIVE = Map.of("sink.mode", "live", "sink.vault.mode", "live");

    @Test
    void say_what_is_there() {
        VaultSettings settings = VaultConfig.described(Flags.settings(VAULT)).orElseThrow();

        assertThat(settings.grants())
                .containsEntry("nhi-42", "lease:database/creds/billing/2f=6a")
                .containsEntry("nhi-43", "accessor:8609694a-cdbc");
        assertThat(settings.namespace()).isNull();
        assertThat(settings.toString()).contains("(hidden)").doesNotContain("SECRET");
        assertThat(VaultConfig.described(Flags.settings(Map.of()))).isEmpty();
    }

    @Test
    void give_it_the_revocation_of_those_identities_alone() {
        SinkPlan plan = Flags.plan(VAULT, LIVE);

        Route route = plan.policy().routes(ResponseStep.REVOKE, "nhi-42").get(0);
        assertThat(route.connector()).isEqualTo("vault");
        assertThat(route.mode()).isEqualTo(ActionMode.LIVE);
        assertThat(plan.liveTargets()).containsExactly("Vault at https://vault.example");
        assertThat(plan.policy().routes(ResponseStep.REVOKE, "nhi-9").get(0).connector())
                .isEqualTo("webhook");
        assertThat(plan.policy().routes(ResponseStep.SUSPEND, "nhi-42").get(0).connector())
                .isEqualTo("webhook");
    }

    @Test
    void are_in_dry_run_by_default() {
        assertThat(Flags.plan(VAULT, Map.of("sink.mode", "live")).liveTargets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sink.vault.token", "sink.vault.keys"})
    void need_a_token_and_names(String name) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(Flags.without(VAULT, name)))
                .withMessageContaining(name + ": not set")
                .withMessageContaining("because sink.vault.url is set");
    }

    @ParameterizedTest
    @CsvSource({
        "sink.vault.url, http://vault.example",
        "sink.vault.token, 'a SECRET'",
        "sink.vault.keys, hvs.SECRET",
        "sink.vault.keys, nhi-42=hvs.SECRET",
        "sink.vault.keys, nhi-42=accessor:hvs.SECRET",
        "sink.vault.keys, nhi-42=accessor:s.SECRET",
        "sink.vault.keys, nhi-42=lease:",
        "sink.vault.keys, 'nhi-42=lease:a,nhi-42=lease:b'",
        "sink.vault.mode, lively"
    })
    void say_what_is_wrong_and_repeat_no_token(String name, String value) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(VAULT, Map.of(name, value)))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(1))
                .withMessageContaining(name)
                .withMessageNotContaining("SECRET");
    }
}

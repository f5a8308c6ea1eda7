// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.SecretText;
import io.keysurge.oauth.OAuthSettings;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The sink's settings for token revocation")
class OAuthConfigTest {

    private static final Map<String, String> OAUTH = Map.of(
            "sink.oauth.url", "https://as.example/revoke",
            "sink.oauth.client.secret", "SECRET",
            "sink.oauth.tokens", "nhi-42=SECRET-a==, nhi-42=SECRET-b ,nhi-43=SECRET-c\n");

    @Test
    void are_in_dry_run_and_cannot_ask_by_default() {
        OAuthSettings settings = OAuthConfig.described(settings(Map.of())).orElseThrow();

        assertThat(plan(Map.of()).isLive()).isFalse();
        assertThat(settings.introspection()).isNull();
        assertThat(settings.tokenType()).isEqualTo("refresh_token");
        assertThat(OAuthConfig.described(Settings.of(SinkSettings.definition(), Map.of())))
                .isEmpty();
    }

    @Test
    void hold_every_token_of_an_identity() {
        OAuthSettings settings = OAuthConfig.described(settings(Map.of())).orElseThrow();

        assertThat(settings.tokens().get("nhi-42"))
                .extracting(SecretText::text)
                .containsExactly("SECRET-a==", "SECRET-b");
        assertThat(settings.tokens().get("nhi-43")).extracting(SecretText::text).containsExactly("SECRET-c");
    }

    @ParameterizedTest
    @CsvSource({
        "REVOKE,nhi-42,oauth,LIVE",
        "REVOKE,nhi-44,webhook,DRY_RUN",
        "SUSPEND,nhi-42,webhook,DRY_RUN",
        "NOTIFY_RESPONDERS,nhi-42,webhook,DRY_RUN"
    })
    void give_it_the_revocation_of_those_whose_tokens_it_has(
            ResponseStep step, String identity, String connector, ActionMode mode) {
        Route route = plan(Map.of("sink.mode", "live", "sink.oauth.mode", "live"))
                .policy()
                .routes(step, identity)
                .get(0);

        assertThat(route.connector()).isEqualTo(connector);
        assertThat(route.mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({"sink.oauth.client.secret", "sink.oauth.tokens"})
    void need_a_secret_and_tokens(String missing) {
        Map<String, String> flags = new TreeMap<>(OAUTH);
        flags.remove(missing);

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> SinkPlan.of(Settings.of(SinkSettings.definition(), flags)))
                .withMessageContaining(missing + ": not set");
    }

    @ParameterizedTest
    @CsvSource({
        "sink.oauth.url, http://as.example/revoke",
        "sink.oauth.introspection.url, http://as.example/introspect",
        "sink.oauth.client.secret, 'a SECRET'",
        "sink.oauth.tokens, SECRET",
        "sink.oauth.tokens, nhi-42=",
        "sink.oauth.tokens, =SECRET",
        "sink.oauth.tokens, 'nhi-42=a SECRET'",
        "sink.oauth.tokens, 'nhi-42=SECRET,'",
        "sink.oauth.token.type, id_token"
    })
    void say_what_is_wrong_and_repeat_no_token(String name, String value) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> plan(Map.of(name, value)))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(1))
                .withMessageContaining(name)
                .withMessageNotContaining("SECRET");
    }

    @Test
    void print_no_token() {
        assertThat(settings(Map.of()).print()).doesNotContain("SECRET");
    }

    private static SinkPlan plan(Map<String, String> more) {
        return SinkPlan.of(settings(more));
    }

    private static Settings settings(Map<String, String> more) {
        Map<String, String> flags = new TreeMap<>(OAUTH);
        flags.putAll(more);
        return Settings.of(SinkSettings.definition(), flags);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keysurge.http.Endpoint;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The settings of the Keycloak connector")
class KeycloakSettingsTest {

    @Test
    void print_no_secret() {
        assertThat(settings("https://kc.example", "prod", Duration.ofSeconds(1)).toString())
                .contains("(hidden)")
                .doesNotContain("s3cret");
    }

    @Test
    void say_what_an_identity_is_called_in_keycloak() {
        KeycloakSettings settings = settings("https://kc.example", "prod", Duration.ofSeconds(1));

        assertThat(settings.clientOf("nhi-42")).isEqualTo("payments-agent");
        assertThat(settings.clientOf("nhi-43")).isEqualTo("nhi-43");
    }

    @Test
    void lead_to_a_keycloak_below_a_path_as_well() {
        KeycloakSettings settings = settings("https://kc.example/auth/", "my realm", Duration.ofSeconds(1));

        assertThat(new KeycloakPaths(settings).partOf("a/../b", "client-secret"))
                .hasToString("https://kc.example/auth/admin/realms/my%20realm/clients/a%2F..%2Fb/client-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void need_a_realm(String realm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("https://kc.example", realm, Duration.ofSeconds(1)))
                .withMessageContaining("(expected: a name)");
    }

    @Test
    void need_a_deadline_a_secret_and_an_address_without_a_query() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings("https://kc.example", "prod", Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> AdminSecret.parse(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("https://kc.example?a=b", "prod", Duration.ofSeconds(1)));
    }

    private static KeycloakSettings settings(String server, String realm, Duration deadline) {
        return new KeycloakSettings(
                Endpoint.parse(server),
                realm,
                "keysurge-sink",
                AdminSecret.parse("s3cret"),
                Map.of("nhi-42", "payments-agent"),
                false,
                Duration.ofSeconds(1),
                deadline);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.SecretText;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.fixture.SharedKeycloak;
import io.keysurge.http.Endpoint;
import io.keysurge.keycloak.RealRealm;
import io.keysurge.keycloak.RealRealm.Reply;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Token revocation at a real Keycloak")
class OAuthRevocationIT {

    private static final String CLIENT = "agents";
    private static final String SECRET = "a:secret%of+the/client";
    private static final String USER = "build-bot";
    private static final String PASSWORD = "a password";
    private static final Instant NOW = Instant.now();

    private static RealRealm realm;

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord revocation = Actions.intent(alert, ResponseStep.REVOKE, NOW);

    @BeforeAll
    static void start() throws Exception {
        realm = new RealRealm(SharedKeycloak.get(), "tokens");
        realm.createWithUser(CLIENT, SECRET, USER, PASSWORD);
    }

    @Test
    void ends_a_grant_with_its_refresh_token() throws Exception {
        Reply grant = grant();
        try (OAuthConnector connector = connector(CLIENT, SECRET, "refresh_token", refreshToken(grant))) {
            assertThat(connector.standing(revocation)).isEqualTo(new Known(false, "{\"active\":1,\"tokens\":1}"));
            assertThat(realm.isActive(accessToken(grant))).isTrue();

            assertThat(execute(connector)).isEqualTo(new Done("1 token of nhi-42 revoked"));

            assertThat(connector.standing(revocation)).isEqualTo(new Known(true, "{\"active\":0,\"tokens\":1}"));
            assertThat(realm.isActive(accessToken(grant))).isFalse();
            Reply refreshed = realm.refresh(refreshToken(grant), CLIENT, SECRET);
            assertThat(refreshed.status()).isEqualTo(400);
            assertThat(refreshed.body().path("error").asText()).isEqualTo("invalid_grant");
            assertThat(execute(connector)).isEqualTo(new Done("1 token of nhi-42 revoked"));
        }
    }

    @Test
    void ends_an_access_token_and_no_other() throws Exception {
        Reply grant = grant();
        Reply bystander = grant();
        try (OAuthConnector connector = connector(CLIENT, SECRET, "access_token", accessToken(grant))) {
            assertThat(execute(connector)).isInstanceOf(Done.class);

            assertThat(realm.isActive(accessToken(grant))).isFalse();
            assertThat(connector.standing(revocation)).isEqualTo(new Known(true, "{\"active\":0,\"tokens\":1}"));
            assertThat(realm.isActive(accessToken(bystander))).isTrue();
        }
    }

    @Test
    void is_done_with_a_token_that_never_was_one() {
        try (OAuthConnector connector = connector(CLIENT, SECRET, "refresh_token", "no-token")) {
            assertThat(execute(connector)).isInstanceOf(Done.class);
        }
    }

    @Test
    void is_refused_the_token_of_another_client() throws Exception {
        realm.createWithUser("others", SECRET, "another-bot", PASSWORD);
        Reply grant = grant();
        try (OAuthConnector connector = connector("others", SECRET, "refresh_token", refreshToken(grant))) {
            assertThat(execute(connector))
                    .isInstanceOf(Refused.class)
                    .extracting(Outcome::answer)
                    .asString()
                    .startsWith("revoking a token: HTTP 400");
        }
        assertThat(realm.isActive(accessToken(grant))).isTrue();
    }

    @Test
    void tries_again_while_its_own_secret_is_wrong() throws Exception {
        Reply grant = grant();
        try (OAuthConnector connector = connector(CLIENT, "wrong", "refresh_token", refreshToken(grant))) {
            assertThat(execute(connector))
                    .isEqualTo(new TryAgain(
                            "revoking a token: HTTP 401: the server does not accept the client agents and its secret",
                            null));
        }
        assertThat(realm.isActive(accessToken(grant))).isTrue();
    }

    private Outcome execute(OAuthConnector connector) {
        return connector.execute(revocation, alert, revocation.getActionId());
    }

    private static Reply grant() throws Exception {
        Reply grant = realm.tokenOf(USER, PASSWORD, CLIENT, SECRET);
        assertThat(grant.status()).as(grant.body().toString()).isEqualTo(200);
        return grant;
    }

    private static String accessToken(Reply grant) {
        return grant.body().path("access_token").asText();
    }

    private static String refreshToken(Reply grant) {
        return grant.body().path("refresh_token").asText();
    }

    private static OAuthConnector connector(String client, String secret, String tokenType, String token) {
        return new OAuthConnector(
                new OAuthSettings(
                        new Endpoint(realm.endpoint("revoke")),
                        new Endpoint(realm.endpoint("token/introspect")),
                        client,
                        SecretText.parse(secret, "a secret"),
                        Map.of("nhi-42", List.of(SecretText.parse(token, "a token"))),
                        tokenType,
                        true,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30)),
                InstantSource.system());
    }
}

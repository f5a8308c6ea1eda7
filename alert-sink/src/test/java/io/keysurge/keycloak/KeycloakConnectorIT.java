// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.fixture.SharedKeycloak;
import io.keysurge.http.Endpoint;
import io.keysurge.keycloak.RealRealm.Reply;
import io.keysurge.local.keycloak.LocalKeycloak;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@DisplayName("The Keycloak connector and a real Keycloak")
class KeycloakConnectorIT {

    private static final String SECRET = "the stolen secret";
    private static final Instant NOW = Instant.now();

    private static LocalKeycloak keycloak;
    private static RealRealm realm;
    private static KeycloakConnector connector;

    /** Each test has a client of its own, called as the test. */
    private String agent;

    private Alert alert;

    @BeforeAll
    static void start() throws Exception {
        keycloak = SharedKeycloak.get();
        realm = new RealRealm(keycloak, "prod");
        connector = connector("prod", RealRealm.ADMIN_CLIENT, RealRealm.ADMIN_SECRET);
    }

    @AfterAll
    static void stop() {
        if (connector != null) {
            connector.close();
        }
    }

    @BeforeEach
    void createTheAgent(TestInfo test) throws Exception {
        agent = test.getTestMethod().orElseThrow().getName();
        alert = Alerts.spike("alert-1", agent, NOW);
        realm.create(agent, SECRET);
        realm.grant(agent, "view-users");
    }

    @Test
    void stops_a_suspended_client_at_once() throws Exception {
        Reply token = token();
        assertThat(realm.isActive(token)).isTrue();
        ActionRecord suspension = action(ResponseStep.SUSPEND);
        assertThat(inEffect(suspension)).isFalse();

        assertThat(execute(suspension)).isEqualTo(new Done("the client " + agent + " is disabled"));

        assertThat(realm.isActive(token)).isFalse();
        assertThat(token().status()).isEqualTo(401);
        assertThat(token().body().path("error").asText()).isEqualTo("invalid_client");
        assertThat(inEffect(suspension)).isTrue();
    }

    @Test
    void changes_nothing_when_a_suspension_is_repeated() throws Exception {
        ActionRecord suspension = action(ResponseStep.SUSPEND);
        execute(suspension);
        String once = realm.everythingOf(agent);

        assertThat(execute(suspension)).isEqualTo(new Done("the client " + agent + " was disabled already"));

        assertThat(realm.everythingOf(agent)).isEqualTo(once);
    }

    @Test
    void gives_everything_back_when_a_suspension_is_undone() throws Exception {
        String before = realm.everythingOf(agent);
        Reply token = token();
        ActionRecord suspension = action(ResponseStep.SUSPEND);
        execute(suspension);

        assertThat(undo(suspension)).isEqualTo(new Done("the client " + agent + " is enabled"));

        assertThat(realm.everythingOf(agent)).isEqualTo(before);
        assertThat(realm.isActive(token)).isTrue();
        assertThat(realm.isActive(token())).isTrue();
        assertThat(undo(suspension)).isEqualTo(new Done("the client " + agent + " was enabled already"));
    }

    @Test
    void keeps_old_tokens_dead_when_somebody_enables_a_suspended_client_by_hand() throws Exception {
        Reply old = token();
        execute(action(ResponseStep.SUSPEND));

        realm.enableByHand(agent);

        assertThat(realm.isActive(old)).isFalse();
        await().atMost(Duration.ofSeconds(10)).until(() -> realm.isActive(token()));
        assertThat(realm.isActive(old)).isFalse();
    }

    @Test
    void makes_the_secret_of_a_revoked_client_worthless_for_good() throws Exception {
        Reply old = token();
        String registrationToken = realm.newRegistrationToken(agent);
        ActionRecord revocation = action(ResponseStep.REVOKE);
        assertThat(inEffect(revocation)).isFalse();

        assertThat(execute(revocation))
                .isEqualTo(new Done("the client " + agent + " is disabled and its secret is replaced"));

        assertThat(inEffect(revocation)).isTrue();
        assertThat(realm.isActive(old)).isFalse();
        assertThat(realm.readItself(agent, registrationToken).status()).isEqualTo(401);
        realm.enableByHand(agent);
        assertThat(token().status()).isEqualTo(401);
        assertThat(token().body().path("error").asText()).isEqualTo("unauthorized_client");
        assertThat(realm.isActive(old)).isFalse();
    }

    @Test
    void revokes_once_and_says_so_when_it_is_repeated_or_to_be_undone() throws Exception {
        ActionRecord revocation = action(ResponseStep.REVOKE);
        execute(revocation);
        String once = realm.everythingOf(agent);

        assertThat(execute(revocation))
                .isEqualTo(new Done("the client " + agent + " is disabled and its secret was replaced already"));
        assertThat(undo(revocation)).isInstanceOf(Refused.class);

        assertThat(realm.everythingOf(agent)).isEqualTo(once);
    }

    @Test
    void revokes_a_client_that_is_suspended_and_leaves_the_suspension_then() throws Exception {
        ActionRecord suspension = action(ResponseStep.SUSPEND);
        execute(suspension);

        assertThat(execute(action(ResponseStep.REVOKE))).isInstanceOf(Done.class);

        assertThat(undo(suspension)).isInstanceOf(Refused.class);
        assertThat(realm.client(agent).path("enabled").asBoolean()).isFalse();
    }

    @Test
    void ends_the_grace_of_a_former_secret_where_the_realm_grants_one() throws Exception {
        RealRealm rotating = new RealRealm(keycloak, "rotating");
        rotating.create(agent, SECRET);
        rotating.keepFormerSecrets();
        rotating.replaceSecretByHand(agent);
        assertThat(rotating.token(agent, SECRET).status()).isEqualTo(200);

        try (KeycloakConnector other = connector("rotating", RealRealm.ADMIN_CLIENT, RealRealm.ADMIN_SECRET)) {
            assertThat(other.execute(action(ResponseStep.REVOKE), alert, "key")).isInstanceOf(Done.class);
        }

        rotating.enableByHand(agent);
        assertThat(rotating.token(agent, SECRET).status()).isEqualTo(401);
    }

    @Test
    void is_refused_what_its_own_client_may_not_do() throws Exception {
        realm.create("viewer", "view");
        realm.grant("viewer", "view-clients");
        try (KeycloakConnector viewer = connector("prod", "viewer", "view")) {
            assertThat(viewer.execute(action(ResponseStep.SUSPEND), alert, "key"))
                    .isInstanceOf(Refused.class)
                    .extracting(Outcome::answer)
                    .asString()
                    .contains("HTTP 403");
        }
        assertThat(token().status()).isEqualTo(200);
    }

    @Test
    void tries_again_while_its_own_secret_is_wrong() {
        try (KeycloakConnector wrong = connector("prod", RealRealm.ADMIN_CLIENT, "wrong")) {
            assertThat(wrong.execute(Actions.intent(alert, ResponseStep.SUSPEND, NOW), alert, "key"))
                    .isInstanceOf(TryAgain.class)
                    .extracting(Outcome::answer)
                    .asString()
                    .startsWith("HTTP 401");
        }
    }

    @Test
    void refuses_what_is_no_client() {
        Alert nobody = Alerts.spike("alert-1", "nobody", NOW);

        assertThat(connector.execute(Actions.intent(nobody, ResponseStep.SUSPEND, NOW), nobody, "key"))
                .isInstanceOf(Refused.class);
    }

    /** An action with the prior state that the sink would have asked for. */
    private ActionRecord action(ResponseStep step) {
        ActionRecord intent = Actions.intent(alert, step, Instant.now());
        return ActionRecord.newBuilder(intent)
                .setPriorState(((Known) connector.standing(intent)).state())
                .build();
    }

    private Outcome execute(ActionRecord action) {
        return connector.execute(action, alert, action.getActionId());
    }

    private static Outcome undo(ActionRecord action) {
        return connector.undo(action, action.getActionId());
    }

    private static boolean inEffect(ActionRecord action) {
        return ((Known) connector.standing(action)).inEffect();
    }

    private Reply token() throws Exception {
        return realm.token(agent, SECRET);
    }

    private static KeycloakConnector connector(String realmName, String client, String secret) {
        KeycloakSettings settings = new KeycloakSettings(
                new Endpoint(keycloak.address()),
                realmName,
                client,
                AdminSecret.parse(secret),
                Map.of(),
                true,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
        return new KeycloakConnector(settings, InstantSource.system());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.keycloak.KeycloakStub.Call;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Traits;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The Keycloak connector")
class KeycloakConnectorTest {

    @RegisterExtension
    static final KeycloakStub KEYCLOAK = new KeycloakStub();

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");
    private static final long NEXT_SECOND = NOW.getEpochSecond() + 1;
    private static final long SECRET_SINCE = 1_700_000_000;
    private static final String WAS_ENABLED = new ClientState(true, 5, SECRET_SINCE).toJson();
    private static final String WAS_DISABLED = new ClientState(false, 5, SECRET_SINCE).toJson();

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private KeycloakConnector connector;

    @BeforeEach
    void begin() {
        KEYCLOAK.isWell();
        connector = KEYCLOAK.connector(NOW);
    }

    @AfterEach
    void end() {
        connector.close();
    }

    @Test
    void can_suspend_and_revoke_and_be_asked() {
        assertThat(KeycloakConnector.STEPS).containsExactlyInAnyOrder(ResponseStep.SUSPEND, ResponseStep.REVOKE);
        assertThat(connector.traits()).isEqualTo(new Traits(true, true, true, false));
    }

    @Test
    void plans_without_calling() {
        String where = "client payments-agent in realm prod at " + KEYCLOAK.baseUrl();

        assertThat(connector.plan(ResponseStep.SUSPEND, AlertFacts.of(alert))).isEqualTo("disable " + where);
        assertThat(connector.plan(ResponseStep.REVOKE, AlertFacts.of(alert)))
                .isEqualTo("disable " + where + " and replace its secret");
        assertThat(KEYCLOAK.calls()).isEmpty();
    }

    @Test
    void asks_for_a_token_as_the_admin_client_and_keeps_it() {
        execute(ResponseStep.SUSPEND);
        execute(ResponseStep.SUSPEND);

        assertThat(KEYCLOAK.requests(Call.TOKEN))
                .singleElement()
                .extracting(request -> request.getBodyAsString())
                .isEqualTo("grant_type=client_credentials&client_id=keysurge-sink&client_secret=ADMIN%20SECRET%26%2B");
        assertThat(KEYCLOAK.requests(Call.PUT))
                .allSatisfy(request ->
                        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + KeycloakStub.TOKEN));
    }

    @Test
    void asks_for_a_new_token_when_the_old_one_is_about_to_expire() {
        KEYCLOAK.answers(Call.TOKEN, okJson("{\"access_token\": \"short\", \"expires_in\": 10}"));

        execute(ResponseStep.SUSPEND);

        assertThat(KEYCLOAK.calls()).containsExactly(Call.TOKEN, Call.FIND, Call.TOKEN, Call.PUT);
    }

    @Test
    void looks_a_client_up_by_the_identity_s_own_name_where_no_other_is_set() {
        Alert odd = Alerts.spike("alert-1", "../a b?&c=%2F", NOW);

        connector.execute(Actions.intent(odd, ResponseStep.SUSPEND, NOW), odd, "key");

        assertThat(KEYCLOAK.requests(Call.FIND))
                .singleElement()
                .extracting(request -> request.getUrl())
                .isEqualTo("/admin/realms/prod/clients?clientId=..%2Fa%20b%3F%26c%3D%252F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keysurge-sink", "realm-management", "security-admin-console"})
    void never_touches_a_client_that_undoing_would_need(String identityId) {
        Alert trap = Alerts.spike("alert-1", identityId, NOW);

        assertThat(connector.execute(Actions.intent(trap, ResponseStep.SUSPEND, NOW), trap, "key"))
                .isInstanceOf(Refused.class);
        assertThat(KEYCLOAK.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUSPEND", "REVOKE"})
    void refuses_any_other_step(ResponseStep step) {
        assertThat(execute(step)).isEqualTo(new Refused("Keycloak cannot " + step));
    }

    @Nested
    @DisplayName("suspending")
    class Suspending {

        @Test
        void disables_the_client_refuses_its_tokens_and_puts_all_else_back_but_the_secret() {
            assertThat(execute(ResponseStep.SUSPEND)).isEqualTo(new Done("the client payments-agent is disabled"));

            assertThat(KEYCLOAK.requests(Call.PUT))
                    .singleElement()
                    .extracting(request -> request.getBodyAsString())
                    .isEqualTo("{\"id\":\"uuid-1\",\"clientId\":\"payments-agent\",\"enabled\":false,\"notBefore\":"
                            + NEXT_SECOND
                            + ",\"clientAuthenticatorType\":\"client-secret\",\"publicClient\":false,"
                            + "\"serviceAccountsEnabled\":true,\"attributes\":{\"client.secret.creation.time\":"
                            + "\"1700000000\",\"mine\":\"kept\"}}");
        }

        @Test
        void changes_nothing_when_it_is_done_again() {
            KEYCLOAK.holds(KeycloakStub.client(false, NEXT_SECOND, SECRET_SINCE));

            assertThat(execute(ResponseStep.SUSPEND))
                    .isEqualTo(new Done("the client payments-agent was disabled already"));
            assertThat(KEYCLOAK.calls()).doesNotContain(Call.PUT);
        }

        @Test
        void also_refuses_the_tokens_of_a_client_that_somebody_disabled_before() {
            KEYCLOAK.holds(KeycloakStub.client(false, 0, SECRET_SINCE));

            execute(ResponseStep.SUSPEND);

            assertThat(KEYCLOAK.requests(Call.PUT))
                    .singleElement()
                    .satisfies(
                            request -> assertThat(request.getBodyAsString()).contains("\"notBefore\":" + NEXT_SECOND));
        }

        @Test
        void is_in_effect_once_the_client_is_disabled() {
            assertThat(connector.standing(action(ResponseStep.SUSPEND, null)))
                    .isEqualTo(new Known(false, "{\"enabled\":true,\"notBefore\":0,\"secretSince\":1700000000}"));

            KEYCLOAK.holds(KeycloakStub.client(false, 7, 0));
            assertThat(connector.standing(action(ResponseStep.SUSPEND, null)))
                    .isEqualTo(new Known(true, "{\"enabled\":false,\"notBefore\":7,\"secretSince\":0}"));
        }
    }

    @Nested
    @DisplayName("revoking")
    class Revoking {

        @Test
        void disables_the_client_first_and_replaces_the_secret_last() {
            assertThat(execute(ResponseStep.REVOKE))
                    .isEqualTo(new Done("the client payments-agent is disabled and its secret is replaced"));

            assertThat(KEYCLOAK.calls()).isEqualTo(List.of(Call.values()));
        }

        @Test
        void does_not_replace_the_secret_twice() {
            KEYCLOAK.holds(KeycloakStub.client(false, NEXT_SECOND, NEXT_SECOND));

            assertThat(execute(ResponseStep.REVOKE, WAS_ENABLED))
                    .isEqualTo(new Done("the client payments-agent is disabled and its secret was replaced already"));
            assertThat(execute(ResponseStep.REVOKE)).isInstanceOf(Done.class);
            assertThat(KEYCLOAK.calls()).doesNotContain(Call.PUT, Call.NEW_SECRET, Call.NEW_REGISTRATION_TOKEN);
        }

        @Test
        void is_in_effect_only_when_the_secret_is_a_new_one() {
            KEYCLOAK.holds(KeycloakStub.client(false, NEXT_SECOND, SECRET_SINCE));
            assertThat(inEffect(action(ResponseStep.REVOKE, WAS_ENABLED))).isFalse();
            assertThat(inEffect(action(ResponseStep.REVOKE, null))).isFalse();

            KEYCLOAK.holds(KeycloakStub.client(false, NEXT_SECOND, NEXT_SECOND));
            assertThat(inEffect(action(ResponseStep.REVOKE, WAS_ENABLED))).isTrue();
            assertThat(inEffect(action(ResponseStep.REVOKE, null))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"publicClient\": true", "\"clientAuthenticatorType\": \"client-jwt\""})
        void is_refused_before_anything_is_touched_where_there_is_no_secret(String fact) {
            KEYCLOAK.holds(KeycloakStub.client(true, 0, 0)
                    .replaceFirst("\\{", "{" + fact + ", ")
                    .replaceFirst(", \"publicClient\": false|\"clientAuthenticatorType\": \"client-secret\", ", ""));

            assertThat(execute(ResponseStep.REVOKE)).isInstanceOf(Refused.class);
            assertThat(KEYCLOAK.calls()).containsExactly(Call.TOKEN, Call.FIND);
        }
    }

    @Nested
    @DisplayName("undoing")
    class Undoing {

        @Test
        void restores_what_was_before_a_suspension() {
            KEYCLOAK.holds(KeycloakStub.client(false, NEXT_SECOND, SECRET_SINCE));

            assertThat(undo(ResponseStep.SUSPEND, WAS_ENABLED))
                    .isEqualTo(new Done("the client payments-agent is enabled"));
            assertThat(KEYCLOAK.requests(Call.PUT))
                    .singleElement()
                    .satisfies(request -> assertThat(request.getBodyAsString())
                            .contains("\"enabled\":true,\"notBefore\":5,")
                            .doesNotContain("SECRET"));
        }

        @Test
        void leaves_a_client_alone_that_somebody_enabled_meanwhile() {
            assertThat(undo(ResponseStep.SUSPEND, WAS_ENABLED))
                    .isEqualTo(new Done("the client payments-agent was enabled already"));
            assertThat(KEYCLOAK.calls()).doesNotContain(Call.PUT);
        }

        @Test
        void leaves_a_client_disabled_that_was_so_before() {
            KEYCLOAK.holds(KeycloakStub.client(false, NEXT_SECOND, SECRET_SINCE));

            assertThat(undo(ResponseStep.SUSPEND, WAS_DISABLED)).isInstanceOf(Done.class);
            assertThat(KEYCLOAK.calls()).doesNotContain(Call.PUT);
        }

        @Test
        void does_not_enable_a_client_that_was_revoked_after_the_suspension() {
            KEYCLOAK.holds(KeycloakStub.client(false, NEXT_SECOND, NEXT_SECOND));

            assertThat(undo(ResponseStep.SUSPEND, WAS_ENABLED)).isInstanceOf(Refused.class);
            assertThat(KEYCLOAK.calls()).doesNotContain(Call.PUT);
        }

        @Test
        void is_refused_after_a_revocation() {
            assertThat(undo(ResponseStep.REVOKE, WAS_ENABLED)).isInstanceOf(Refused.class);
            assertThat(KEYCLOAK.calls()).isEmpty();
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", "x", "{}", "{\"enabled\":1,\"notBefore\":0,\"secretSince\":0}"})
        void is_refused_without_knowing_what_was_before(String priorState) {
            assertThat(undo(ResponseStep.SUSPEND, priorState)).isInstanceOf(Refused.class);
            assertThat(KEYCLOAK.calls()).isEmpty();
        }
    }

    private Outcome execute(ResponseStep step) {
        return execute(step, null);
    }

    private Outcome execute(ResponseStep step, String priorState) {
        return connector.execute(action(step, priorState), alert, "key");
    }

    private Outcome undo(ResponseStep step, String priorState) {
        return connector.undo(action(step, priorState), "key");
    }

    private boolean inEffect(ActionRecord action) {
        return ((Known) connector.standing(action)).inEffect();
    }

    private ActionRecord action(ResponseStep step, String priorState) {
        return ActionRecord.newBuilder(Actions.intent(alert, step, NOW))
                .setPriorState(priorState)
                .build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.keycloak.KeycloakStub.Call;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The Keycloak connector, when Keycloak is in trouble")
class KeycloakTroubleTest {

    @RegisterExtension
    static final KeycloakStub KEYCLOAK = new KeycloakStub();

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord revoke = Actions.intent(alert, ResponseStep.REVOKE, NOW);
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TOKEN                  | 400 | Refused  | asking for an admin token: HTTP 400
            TOKEN                  | 401 | TryAgain | HTTP 401: Keycloak does not accept the id and the secret of the admin client keysurge-sink
            TOKEN                  | 404 | Refused  | HTTP 404: there is no realm prod at
            TOKEN                  | 500 | TryAgain | asking for an admin token: HTTP 500
            FIND                   | 302 | TryAgain | finding the client payments-agent: HTTP 302, a redirect, which is not followed
            FIND                   | 401 | TryAgain | finding the client payments-agent: HTTP 401, although the admin token is fresh
            FIND                   | 403 | Refused  | finding the client payments-agent: HTTP 403: the admin client is not allowed to (expected: its service account has the role manage-clients
            FIND                   | 404 | Refused  | HTTP 404: there is no realm prod at
            FIND                   | 502 | TryAgain | finding the client payments-agent: HTTP 502
            PUT                    | 307 | TryAgain | disabling the client payments-agent: HTTP 307, a redirect
            PUT                    | 400 | Refused  | disabling the client payments-agent: HTTP 400
            PUT                    | 403 | Refused  | disabling the client payments-agent: HTTP 403: the admin client is not allowed to
            PUT                    | 404 | Refused  | disabling the client payments-agent: HTTP 404: it is not there
            PUT                    | 408 | TryAgain | disabling the client payments-agent: HTTP 408
            PUT                    | 409 | TryAgain | disabling the client payments-agent: HTTP 409
            PUT                    | 500 | TryAgain | disabling the client payments-agent: HTTP 500
            NEW_REGISTRATION_TOKEN | 500 | TryAgain | replacing the registration access token of the client payments-agent: HTTP 500
            NEW_SECRET             | 403 | Refused  | replacing the secret of the client payments-agent: HTTP 403
            NEW_SECRET             | 504 | TryAgain | replacing the secret of the client payments-agent: HTTP 504
            FORGET_ROTATED         | 404 | Done     | the client payments-agent is disabled and its secret is replaced
            FORGET_ROTATED         | 500 | TryAgain | ending the grace of the former secret of the client payments-agent: HTTP 500
            """)
    void tells_what_went_wrong_and_whether_another_try_may_help(Call call, int status, String outcome, String answer) {
        KEYCLOAK.answers(call, aResponse().withStatus(status).withHeader("Location", "/elsewhere"));

        Outcome told = execute();

        assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(told.answer()).startsWith(answer).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void waits_as_long_as_a_busy_keycloak_asks(Call call) {
        for (int status : new int[] {429, 503}) {
            KEYCLOAK.answers(call, aResponse().withStatus(status).withHeader("Retry-After", "60"));

            assertThat(execute())
                    .isInstanceOfSatisfying(
                            TryAgain.class,
                            again -> assertThat(again.notBefore()).isEqualTo(NOW.plusSeconds(60)));
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void makes_each_call_once_when_the_connection_breaks(Call call) {
        KEYCLOAK.answers(call, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(execute()).isEqualTo(new TryAgain("no answer: SocketException", null));
        assertThat(KEYCLOAK.calls()).containsOnlyOnce(call);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN", "PUT"})
    void gives_up_at_the_deadline(Call call) {
        KEYCLOAK.answers(call, aResponse().withStatus(200).withFixedDelay(30_000));

        assertThatItIsOverAtTheDeadline();
    }

    @Test
    void has_one_deadline_for_all_calls_together() {
        for (Call call : Call.values()) {
            KEYCLOAK.slowsDown(call, 600);
        }

        assertThatItIsOverAtTheDeadline();
        assertThat(KEYCLOAK.calls()).doesNotContain(Call.NEW_SECRET);
    }

    @Test
    void fetches_one_fresh_token_when_the_old_one_is_no_longer_accepted() {
        KEYCLOAK.stubFor(any(urlPathEqualTo("/admin/realms/prod/clients"))
                .withName("FIND")
                .inScenario("restart")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse().withStatus(401))
                .willSetStateTo("fresh"));

        assertThat(execute()).isInstanceOf(Done.class);
        assertThat(KEYCLOAK.requests(Call.TOKEN)).hasSize(2);
    }

    @Test
    void does_not_go_on_fetching_tokens_that_are_not_accepted() {
        KEYCLOAK.answers(Call.FIND, aResponse().withStatus(401));

        assertThat(execute()).isInstanceOf(TryAgain.class);
        assertThat(KEYCLOAK.calls()).containsExactly(Call.TOKEN, Call.FIND, Call.TOKEN, Call.FIND);
    }

    @ParameterizedTest
    @CsvSource({"TOKEN", "FIND"})
    void does_not_read_a_huge_answer(Call call) {
        KEYCLOAK.answers(call, aResponse().withStatus(200).withBody(new byte[10_000_000]));

        assertThat(execute()).isEqualTo(new TryAgain("no answer: AnswerTooLongException", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TOKEN | <SECRET>          | asking for an admin token: HTTP 200 without JSON
            TOKEN | {"a": "SECRET"}   | asking for an admin token: HTTP 200 without one
            FIND  | [{"a": SECRET}]   | finding the client payments-agent: HTTP 200 without JSON
            """)
    void does_not_quote_an_answer_that_makes_no_sense(Call call, String body, String answer) {
        KEYCLOAK.answers(call, okJson(body));

        assertThat(execute()).isEqualTo(new TryAgain(answer, null));
    }

    @Test
    void refuses_an_identity_that_is_no_client() {
        KEYCLOAK.holds(KeycloakStub.client(true, 0, 0).replace("payments-agent", "payments-agent-2"));

        assertThat(execute())
                .isInstanceOf(Refused.class)
                .extracting(Outcome::answer)
                .asString()
                .startsWith("there is no client payments-agent in realm prod at http://localhost");
        assertThat(connector.standing(revoke)).isInstanceOf(Unknown.class);
        assertThat(KEYCLOAK.calls()).doesNotContain(Call.PUT);
    }

    @Test
    void does_not_know_how_a_client_stands_when_nobody_answers() {
        KEYCLOAK.answers(Call.FIND, aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThat(connector.standing(revoke)).isEqualTo(new Unknown("no answer: NoHttpResponseException"));
    }

    @Test
    void does_not_go_to_a_private_address_unless_the_settings_say_so() {
        connector = new KeycloakConnector(KEYCLOAK.settings(Map.of(), false), InstantSource.fixed(NOW));

        assertThat(execute()).isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
        assertThat(KEYCLOAK.calls()).isEmpty();
    }

    private void assertThatItIsOverAtTheDeadline() {
        long begin = System.nanoTime();
        assertThat(execute()).isEqualTo(new TryAgain("no answer: InterruptedIOException", null));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(KeycloakStub.DEADLINE.plusSeconds(3));
    }

    private Outcome execute() {
        return connector.execute(revoke, alert, revoke.getActionId());
    }
}

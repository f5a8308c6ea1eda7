// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.SecretText;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.http.Endpoint;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector.Traits;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A security event that is pushed")
class PushDeliveryTest {

    @RegisterExtension
    static final WireMockExtension RECEIVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord intent = Actions.intent(alert, ResponseStep.SUSPEND, NOW);
    private SecEventConnector connector = connector("rx-SECRET", true);

    @AfterEach
    void close() {
        connector.close();
    }

    @Test
    void arrives_as_a_token_that_another_library_can_verify() throws Exception {
        answer(aResponse().withStatus(202));

        assertThat(execute()).isEqualTo(new Done("HTTP 202"));

        LoggedRequest request = requests().get(0);
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/secevent+jwt");
        assertThat(request.getHeader("Accept")).isEqualTo("application/json");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer rx-SECRET");
        JsonNode claims = Receivers.verifier().verify(request.getBodyAsString());
        assertThat(claims.path("jti").asText()).isEqualTo(intent.getActionId());
        assertThat(claims.path("events").toString()).contains("account-disabled");
    }

    @Test
    void needs_no_bearer_token_where_the_receiver_asks_for_none() {
        connector = connector(null, true);
        answer(aResponse().withStatus(202));

        assertThat(execute()).isInstanceOf(Done.class);
        assertThat(requests().get(0).getHeader("Authorization")).isNull();
    }

    @Test
    void is_taken_back_by_another_event_under_another_id() throws Exception {
        answer(aResponse().withStatus(202));

        assertThat(connector.undo(intent, intent.getActionId() + "-undo")).isEqualTo(new Done("HTTP 202"));

        JsonNode claims = Receivers.verifier().verify(requests().get(0).getBodyAsString());
        assertThat(claims.path("jti").asText()).isEqualTo(intent.getActionId() + "-undo");
        assertThat(claims.path("events").toString()).contains("account-enabled");
    }

    @Test
    void cannot_be_taken_back_where_sessions_ended() {
        assertThat(connector.undo(Actions.intent(alert, ResponseStep.REVOKE, NOW), "key-undo"))
                .isInstanceOf(Refused.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void is_not_done_before_the_last_of_two_tokens_is_accepted() throws Exception {
        Alert exposed = Alerts.alert(AlertType.EXPOSED_KEY_USED, 4, "alert-2", "nhi-42", NOW);
        ActionRecord revocation = Actions.intent(exposed, ResponseStep.REVOKE, NOW);
        RECEIVER.stubFor(post("/events")
                .inScenario("two")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("one is there")
                .willReturn(aResponse().withStatus(202)));
        RECEIVER.stubFor(post("/events")
                .inScenario("two")
                .whenScenarioStateIs("one is there")
                .willSetStateTo("well")
                .willReturn(aResponse().withStatus(503)));
        RECEIVER.stubFor(post("/events")
                .inScenario("two")
                .whenScenarioStateIs("well")
                .willReturn(aResponse().withStatus(202)));

        assertThat(connector.execute(revocation, exposed, "key")).isInstanceOf(TryAgain.class);
        assertThat(connector.execute(revocation, exposed, "key")).isInstanceOf(Done.class);

        assertThat(requests())
                .extracting(request -> Receivers.verifier()
                        .verify(request.getBodyAsString())
                        .path("jti")
                        .asText())
                .containsExactly("key", "key-compromise", "key", "key-compromise");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            200 | -                                                        | TryAgain | HTTP 200 where a receiver answers 202
            204 | -                                                        | TryAgain | HTTP 204 where a receiver answers 202
            302 | -                                                        | TryAgain | HTTP 302, a redirect, which is not followed
            400 | {"err": "invalid_key", "description": "kid SECRET"}      | Refused  | HTTP 400 invalid_key
            400 | {"err": "authentication_failed", "description": "SECRET"} | Refused | HTTP 400 authentication_failed
            400 | {"err": "SECRET"}                                        | Refused  | HTTP 400 an error of the receiver's own
            400 | <html>SECRET                                             | Refused  | HTTP 400 an error of the receiver's own
            401 | -                                                        | TryAgain | HTTP 401: the receiver does not accept sink.secevent.token
            403 | -                                                        | Refused  | HTTP 403: the receiver lets this transmitter send nothing
            404 | -                                                        | Refused  | HTTP 404: it is not there
            500 | -                                                        | TryAgain | HTTP 500
            """)
    void is_answered_as_the_specification_says(int status, @Nullable String body, String outcome, String answer) {
        answer(aResponse()
                .withStatus(status)
                .withHeader("Location", "/elsewhere")
                .withBody(body == null ? "" : body));

        Outcome told = execute();

        assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(told.answer()).isEqualTo("sending a security event token: " + answer);
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void waits_as_long_as_a_busy_receiver_asks(int status) {
        answer(aResponse().withStatus(status).withHeader("Retry-After", "60"));

        assertThat(execute())
                .isEqualTo(new TryAgain("sending a security event token: HTTP " + status, NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "MALFORMED_RESPONSE_CHUNK")
    void is_sent_once_when_the_connection_breaks(Fault fault) {
        answer(aResponse().withFault(fault));

        assertThat(execute()).isInstanceOf(TryAgain.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void gives_a_slow_receiver_up_at_the_deadline() {
        answer(aResponse().withStatus(202).withFixedDelay(30_000));

        assertThat(execute()).isEqualTo(new TryAgain("no answer: InterruptedIOException", null));
    }

    @Test
    void does_not_go_to_a_private_address_unless_the_settings_say_so() {
        connector = connector("rx-SECRET", false);
        answer(aResponse().withStatus(202));

        assertThat(execute()).isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
        assertThat(requests()).isEmpty();
    }

    @Test
    void is_planned_without_calling() {
        assertThat(connector.plan(ResponseStep.SUSPEND, AlertFacts.of(alert)))
                .isEqualTo("send a signed account-disabled for nhi-42 to the receiver at http://localhost:"
                        + RECEIVER.getPort());
        assertThat(connector.traits()).isEqualTo(new Traits(true, true, false, false));
        assertThat(connector.isCollected()).isFalse();
        assertThat(connector.execute(Actions.intent(alert, ResponseStep.NOTIFY_OWNER, NOW), alert, "key"))
                .isEqualTo(new Refused("a security event cannot NOTIFY_OWNER"));
        assertThat(requests()).isEmpty();
    }

    private Outcome execute() {
        return connector.execute(intent, alert, intent.getActionId());
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        RECEIVER.stubFor(post("/events").willReturn(answer));
    }

    /** In the order in which they came. */
    private static List<LoggedRequest> requests() {
        return RECEIVER.findAll(postRequestedFor(urlEqualTo("/events")));
    }

    private static SecEventConnector connector(@Nullable String token, boolean allowPrivate) {
        Receiver receiver = new Receiver.Push(
                Endpoint.parse(RECEIVER.url("/events")),
                token == null ? null : SecretText.parse(token, "a token"),
                allowPrivate,
                Duration.ofSeconds(1));
        return new SecEventConnector(Receivers.settings(receiver, null), InstantSource.fixed(NOW));
    }
}

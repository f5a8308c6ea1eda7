// SPDX-License-Identifier: Apache-2.0
package io.keysurge.oauth;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.SecretText;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.http.Endpoint;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Connector.Traits;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The OAuth connector")
class OAuthConnectorTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final String FIRST = "first-SECRET+/=";
    private static final String SECOND = "second-SECRET";

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord intent = Actions.intent(alert, ResponseStep.REVOKE, NOW);
    private OAuthConnector connector = connector(true, true);

    @AfterEach
    void close() {
        connector.close();
    }

    @Test
    void sends_each_token_of_the_identity_in_a_form_of_its_own() {
        revocationAnswers(aResponse().withStatus(200));

        assertThat(execute()).isEqualTo(new Done("2 tokens of nhi-42 revoked"));

        assertThat(revocations())
                .extracting(LoggedRequest::getBodyAsString)
                .containsExactly(
                        "token=first-SECRET%2B%2F%3D&token_type_hint=refresh_token",
                        "token=second-SECRET&token_type_hint=refresh_token");
        assertThat(revocations())
                .extracting(request -> request.getHeader("Content-Type"))
                .containsOnly("application/x-www-form-urlencoded");
    }

    /** RFC 6749, section 2.3.1: a colon in either must not be taken for the one between them. */
    @Test
    void encodes_id_and_secret_before_it_joins_them() {
        revocationAnswers(aResponse().withStatus(200));

        execute();

        String header = revocations().get(0).getHeader("Authorization");
        assertThat(header).startsWith("Basic ");
        assertThat(new String(Base64.getDecoder().decode(header.substring("Basic ".length())), UTF_8))
                .isEqualTo("the+client%3A1:a%3Asecret%25");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            200 | -                      | Done     | 2 tokens of nhi-42 revoked
            204 | -                      | Done     | 2 tokens of nhi-42 revoked
            302 | -                      | TryAgain | revoking a token: HTTP 302, a redirect, which is not followed
            400 | unsupported_token_type | Refused  | revoking a token: HTTP 400 unsupported_token_type: the server revokes no token of this type
            400 | invalid_request        | Refused  | revoking a token: HTTP 400 invalid_request
            400 | unauthorized_client    | Refused  | revoking a token: HTTP 400 unauthorized_client
            400 | invalid_client         | TryAgain | revoking a token: HTTP 400: the server does not accept the client the client:1 and its secret
            400 | first-SECRET           | Refused  | revoking a token: HTTP 400
            400 | -                      | Refused  | revoking a token: HTTP 400
            401 | invalid_client         | TryAgain | revoking a token: HTTP 401: the server does not accept the client the client:1 and its secret
            401 | -                      | TryAgain | revoking a token: HTTP 401: the server does not accept the client the client:1 and its secret
            403 | -                      | Refused  | revoking a token: HTTP 403
            404 | -                      | Refused  | revoking a token: HTTP 404: it is not there
            500 | -                      | TryAgain | revoking a token: HTTP 500
            """)
    void takes_each_answer_for_what_the_specification_says(int status, String error, String outcome, String answer) {
        revocationAnswers(aResponse()
                .withStatus(status)
                .withHeader("Location", "/elsewhere")
                .withBody(error == null ? "<html>SECRET" : "{\"error\": \"" + error + "\"}"));

        Outcome told = execute();

        assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(told.answer()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void waits_as_long_as_a_busy_server_asks(int status) {
        revocationAnswers(aResponse().withStatus(status).withHeader("Retry-After", "60"));

        assertThat(execute()).isEqualTo(new TryAgain("revoking a token: HTTP " + status, NOW.plusSeconds(60)));
    }

    @Test
    void is_not_done_before_the_last_token_is_revoked() {
        revocationAnswers(aResponse().withStatus(200));
        SERVER.stubFor(post("/revoke")
                .withRequestBody(containing(SECOND))
                .willReturn(aResponse().withStatus(503)));

        assertThat(execute()).isInstanceOf(TryAgain.class);
        assertThat(revocations()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "MALFORMED_RESPONSE_CHUNK")
    void makes_one_call_only_when_the_connection_breaks(Fault fault) {
        revocationAnswers(aResponse().withFault(fault));

        assertThat(execute()).isInstanceOf(TryAgain.class);
        assertThat(revocations()).hasSize(1);
    }

    @Test
    void gives_a_slow_server_up_at_the_deadline() {
        revocationAnswers(aResponse().withStatus(200).withFixedDelay(30_000));

        assertThat(execute()).isEqualTo(new TryAgain("no answer: InterruptedIOException", null));
    }

    @Test
    void does_not_go_to_a_private_address_unless_the_settings_say_so() {
        revocationAnswers(aResponse().withStatus(200));
        connector = connector(true, false);

        assertThat(execute()).isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
        assertThat(revocations()).isEmpty();
    }

    @Test
    void touches_nothing_for_an_identity_without_tokens_or_a_step_that_it_cannot_take() {
        Alert stranger = Alerts.spike("alert-2", "nhi-43", NOW);
        ActionRecord other = Actions.intent(stranger, ResponseStep.REVOKE, NOW);

        assertThat(connector.execute(other, stranger, "key"))
                .isEqualTo(new Refused("no token of nhi-43 is configured (expected: sink.oauth.tokens)"));
        assertThat(connector.standing(other))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.outcome()).isInstanceOf(Refused.class));
        assertThat(connector.execute(Actions.intent(alert, ResponseStep.SUSPEND, NOW), alert, "key"))
                .isEqualTo(new Refused("token revocation cannot SUSPEND"));
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true,true,2,false", "true,false,1,false", "false,false,0,true"})
    void is_in_effect_when_no_token_is_active_any_more(boolean first, boolean second, int active, boolean inEffect) {
        introspectionAnswers("first", okJson("{\"active\": " + first + ", \"username\": \"SECRET\"}"));
        introspectionAnswers("second", okJson("{\"active\": " + second + "}"));

        assertThat(connector.standing(intent))
                .isEqualTo(new Known(inEffect, "{\"active\":" + active + ",\"tokens\":2}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"activity": true}   | introspecting a token: HTTP 200 without active
            200 | {"active": "true"}   | introspecting a token: HTTP 200 without active
            200 | <html>SECRET         | introspecting a token: HTTP 200 without JSON
            401 | {}                   | introspecting a token: HTTP 401: the server does not accept the client the client:1 and its secret
            500 | {}                   | introspecting a token: HTTP 500
            """)
    void does_not_know_how_tokens_stand_when_the_answer_does_not_say(int status, String body, String why) {
        introspectionAnswers("", aResponse().withStatus(status).withBody(body));

        assertThat(connector.standing(intent)).isEqualTo(new Unknown(why));
    }

    @Test
    void can_be_asked_only_where_there_is_an_introspection_endpoint() {
        assertThat(connector.traits()).isEqualTo(new Traits(false, true, true, true));

        connector = connector(false, true);

        assertThat(connector.traits()).isEqualTo(new Traits(false, true, false, true));
        assertThat(connector.standing(intent)).isInstanceOf(Unknown.class);
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    @Test
    void plans_without_calling_and_without_showing_a_token() {
        assertThat(connector.plan(ResponseStep.REVOKE, AlertFacts.of(alert)))
                .isEqualTo("revoke 2 tokens of nhi-42 at the authorization server at http://localhost:"
                        + SERVER.getPort());
        assertThat(settings(true, true).toString()).doesNotContain("SECRET");
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    @Test
    void cannot_undo() {
        assertThat(connector.undo(intent, "key-undo")).isInstanceOf(Refused.class);
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    private Outcome execute() {
        return connector.execute(intent, alert, intent.getActionId());
    }

    private static void revocationAnswers(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post("/revoke").willReturn(answer));
    }

    private static void introspectionAnswers(String token, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post("/introspect")
                .withRequestBody(containing("token=" + token))
                .willReturn(answer));
    }

    private static List<LoggedRequest> revocations() {
        return SERVER.findAll(postRequestedFor(urlEqualTo("/revoke")));
    }

    private static OAuthConnector connector(boolean introspects, boolean allowPrivate) {
        return new OAuthConnector(settings(introspects, allowPrivate), InstantSource.fixed(NOW));
    }

    private static OAuthSettings settings(boolean introspects, boolean allowPrivate) {
        return new OAuthSettings(
                Endpoint.parse(SERVER.url("/revoke")),
                introspects ? Endpoint.parse(SERVER.url("/introspect")) : null,
                "the client:1",
                secret("a:secret%"),
                Map.of("nhi-42", List.of(secret(FIRST), secret(SECOND))),
                "refresh_token",
                allowPrivate,
                Duration.ofSeconds(1),
                DEADLINE);
    }

    private static SecretText secret(String text) {
        return SecretText.parse(text, "a secret");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.http.Names;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A webhook")
class WebhookConnectorTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");
    private static final WebhookSecret SECRET = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord intent = Actions.intent(alert, ResponseStep.SUSPEND, NOW);
    private WebhookConnector webhook = webhook(true, Names.SYSTEM, "127.0.0.1");

    @AfterEach
    void close() {
        webhook.close();
    }

    @Test
    void is_signed_over_exactly_what_is_sent() {
        answer(aResponse().withStatus(204));

        assertThat(call()).isEqualTo(new Done("HTTP 204"));

        LoggedRequest request = theRequest();
        assertThat(request.getHeader("webhook-id")).isEqualTo(intent.getActionId());
        assertThat(request.getHeader("webhook-timestamp")).isEqualTo("1777888800");
        assertThat(request.getHeader("webhook-signature"))
                .isEqualTo(
                        WebhookSignature.header(List.of(SECRET), intent.getActionId(), 1777888800, request.getBody()));
        assertThat(request.getHeader("Content-Type")).startsWith("application/json");
    }

    @Test
    void bears_the_same_id_and_body_at_every_attempt() {
        answer(aResponse().withStatus(503));
        ActionRecord second = ActionMoves.callingAgain(
                ActionMoves.retryLater(intent, "HTTP 503", NOW, NOW), "again", NOW.plusSeconds(9));

        webhook.execute(intent, alert, intent.getActionId());
        webhook.execute(second, alert, second.getActionId());

        assertThat(SERVER.findAll(postRequestedFor(urlEqualTo("/hook"))))
                .hasSize(2)
                .extracting(request -> request.getHeader("webhook-id"), LoggedRequest::getBodyAsString)
                .containsOnly(tuple(intent.getActionId(), theRequest().getBodyAsString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void is_done_when_the_answer_is_2xx(int status) {
        answer(aResponse().withStatus(status));

        assertThat(call()).isEqualTo(new Done("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 408, 409, 500})
    void may_be_tried_again_after_any_other_answer(int status) {
        answer(aResponse().withStatus(status).withHeader("Retry-After", "60"));

        assertThat(call()).isEqualTo(new TryAgain("HTTP " + status, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void waits_as_long_as_a_busy_endpoint_asks(int status) {
        answer(aResponse().withStatus(status).withHeader("Retry-After", "60"));

        assertThat(call()).isEqualTo(new TryAgain("HTTP " + status, NOW.plusSeconds(60)));
    }

    @Test
    void is_never_sent_again_to_an_endpoint_that_is_gone() {
        answer(aResponse().withStatus(410));

        assertThat(call()).isEqualTo(new Refused("HTTP 410 Gone"));
        assertThat(call()).isInstanceOf(Refused.class);
        SERVER.verify(1, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void does_not_follow_redirects(int status) {
        SERVER.stubFor(any(urlEqualTo("/elsewhere")).willReturn(aResponse().withStatus(200)));
        answer(aResponse().withStatus(status).withHeader("Location", SERVER.url("/elsewhere")));

        assertThat(call()).isInstanceOf(TryAgain.class);
        SERVER.verify(0, anyRequestedFor(urlEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "MALFORMED_RESPONSE_CHUNK")
    void makes_one_call_only_when_the_connection_breaks(Fault fault) {
        answer(aResponse().withFault(fault));

        assertThat(call()).isInstanceOf(TryAgain.class);
        SERVER.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void gives_a_slow_endpoint_up_at_the_deadline() {
        answer(aResponse().withStatus(200).withFixedDelay(30_000));

        assertThatItIsOverBy(DEADLINE.plusSeconds(5), new TryAgain("no answer: InterruptedIOException", null));
    }

    @Test
    void does_not_wait_for_a_body_that_drips() {
        answer(aResponse().withStatus(200).withBody("x".repeat(1_000)).withChunkedDribbleDelay(100, 60_000));

        assertThatItIsOverBy(DEADLINE.plusSeconds(5), new Done("HTTP 200"));
    }

    @Test
    void does_not_read_a_huge_body() {
        answer(aResponse().withStatus(200).withBody(new byte[10_000_000]));

        assertThat(call()).isEqualTo(new Done("HTTP 200"));
    }

    @Test
    void does_not_go_to_a_private_address_unless_the_settings_say_so() {
        webhook = webhook(false, Names.SYSTEM, "127.0.0.1");
        answer(aResponse().withStatus(200));

        assertThat(call()).isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void connects_to_the_address_that_was_checked_and_to_no_other() {
        webhook = webhook(true, new ChangingMind(), "localhost");
        answer(aResponse().withStatus(200));

        assertThat(call()).isEqualTo(new Done("HTTP 200"));
        assertThat(call()).isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
    }

    @Test
    void plans_without_calling_and_without_showing_its_path() {
        assertThat(webhook.plan(ResponseStep.SUSPEND, AlertFacts.of(alert)))
                .isEqualTo("send a signed SUSPEND for nhi-42 to http://127.0.0.1:" + SERVER.getPort());
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    private Outcome call() {
        return webhook.execute(intent, alert, intent.getActionId());
    }

    private void assertThatItIsOverBy(Duration limit, Outcome expected) {
        long begin = System.nanoTime();
        assertThat(call()).asInstanceOf(type(Outcome.class)).isEqualTo(expected);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(limit);
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post("/hook").willReturn(answer));
    }

    private static LoggedRequest theRequest() {
        return SERVER.findAll(postRequestedFor(urlEqualTo("/hook"))).get(0);
    }

    private static WebhookConnector webhook(boolean allowPrivate, Names names, String host) {
        URI url = URI.create("http://" + host + ":" + SERVER.getPort() + "/hook");
        WebhookSettings settings = new WebhookSettings(
                new WebhookTarget(url),
                WebhookFormat.KEYSURGE,
                List.of(SECRET),
                allowPrivate,
                Duration.ofSeconds(1),
                DEADLINE);
        return new WebhookConnector(settings, InstantSource.fixed(NOW), names);
    }

    /** A name that leads to a harmless address when it is first asked for, and to a metadata service from then on. */
    private static final class ChangingMind implements Names {
        private boolean asked;

        @Override
        public InetAddress[] resolve(String host) throws java.net.UnknownHostException {
            String address = asked ? "169.254.169.254" : "127.0.0.1";
            asked = true;
            return new InetAddress[] {InetAddress.getByName(address)};
        }
    }
}

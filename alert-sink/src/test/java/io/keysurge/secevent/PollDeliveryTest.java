// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.SecretText;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A security event that is collected")
class PollDeliveryTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");
    private static final String AT_ONCE = "{\"returnImmediately\": true}";
    private static final TryAgain OFFERED = new TryAgain("offered; the receiver has not acknowledged it yet", null);
    private static final Done ACKNOWLEDGED = new Done("the receiver acknowledged it");
    private static final Duration A_MOMENT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord intent = Actions.intent(alert, ResponseStep.SUSPEND, NOW);
    private volatile Instant now = NOW;
    private PollDelivery delivery;
    private SecEventConnector connector;
    private PollingReceiver receiver;

    @BeforeEach
    void begin() {
        begin(A_MOMENT, A_MOMENT);
    }

    private void begin(Duration patience, Duration longestPoll) {
        Receiver.Poll poll = new Receiver.Poll("127.0.0.1", 0, SecretText.parse("rx-SECRET", "a token"));
        delivery = new PollDelivery(poll, patience, longestPoll, () -> now);
        connector = new SecEventConnector(Receivers.settings(poll, null), delivery);
        connector.open();
        receiver = new PollingReceiver(delivery.port(), "rx-SECRET");
    }

    @AfterEach
    void end() {
        connector.close();
    }

    @Test
    void is_done_only_when_it_was_acknowledged() throws Exception {
        assertThat(execute()).isEqualTo(OFFERED);

        JsonNode answer = receiver.poll(AT_ONCE);
        assertThat(PollingReceiver.ids(answer)).containsExactly(intent.getActionId());
        assertThat(answer.path("moreAvailable").booleanValue()).isFalse();
        JsonNode claims = Receivers.verifier()
                .verify(answer.path("sets").path(intent.getActionId()).asText());
        assertThat(claims.path("jti").asText()).isEqualTo(intent.getActionId());
        assertThat(execute()).isEqualTo(OFFERED);

        receiver.poll(acknowledging(intent.getActionId()));
        assertThat(execute()).isEqualTo(ACKNOWLEDGED);
        assertThat(PollingReceiver.ids(receiver.poll(AT_ONCE))).isEmpty();
    }

    @Test
    void has_to_be_offered_anew_by_a_process_that_takes_it_up() {
        assertThat(connector.isCollected()).isTrue();
    }

    @Test
    void is_offered_again_by_a_sink_that_was_started_anew() throws Exception {
        execute();
        receiver.poll(AT_ONCE);
        connector.close();

        begin();
        receiver.poll(acknowledging(intent.getActionId())); // of a former life: nobody's any more
        assertThat(execute()).isEqualTo(OFFERED);

        assertThat(PollingReceiver.ids(receiver.poll(AT_ONCE))).containsExactly(intent.getActionId());
        receiver.poll(acknowledging(intent.getActionId()));
        assertThat(execute()).isEqualTo(ACKNOWLEDGED);
    }

    @Test
    void is_refused_for_good_when_the_receiver_reports_an_error() throws Exception {
        execute();
        receiver.poll("{\"returnImmediately\": true, \"setErrs\": {\"" + intent.getActionId()
                + "\": {\"err\": \"invalid_audience\", \"description\": \"SECRET\"}}}");

        assertThat(execute()).isEqualTo(new Refused("the receiver reported invalid_audience"));
        assertThat(PollingReceiver.ids(receiver.poll(AT_ONCE))).isEmpty();
    }

    @Test
    void goes_out_at_once_to_a_receiver_that_waits_and_is_done_with_its_next_poll() throws Exception {
        end();
        begin(LONG, LONG);
        receiver.poll(AT_ONCE); // it is here
        CompletableFuture<JsonNode> waiting = receiver.beginToPoll("{}");
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(this::execute);

        assertThat(PollingReceiver.ids(waiting.get(10, SECONDS))).containsExactly(intent.getActionId());
        assertThat(outcome).isNotDone();
        receiver.poll("{\"maxEvents\": 0, \"ack\": [\"" + intent.getActionId() + "\"]}");

        assertThat(outcome.get(10, SECONDS)).isEqualTo(ACKNOWLEDGED);
    }

    @Test
    void keeps_nobody_waiting_where_no_receiver_was_seen_lately() throws Exception {
        end();
        begin(Duration.ofDays(1), A_MOMENT);
        assertThat(execute()).isEqualTo(OFFERED);

        receiver.poll(AT_ONCE);
        now = NOW.plusSeconds(31);

        assertThat(execute()).isEqualTo(OFFERED);
    }

    @Test
    void keeps_a_receiver_waiting_for_a_while_when_there_is_nothing() throws Exception {
        JsonNode answer = receiver.poll("{}");

        assertThat(answer).hasToString("{\"sets\":{},\"moreAvailable\":false}");
    }

    @Test
    void is_handed_out_again_after_a_while_until_it_is_acknowledged() throws Exception {
        execute();
        assertThat(PollingReceiver.ids(receiver.poll(AT_ONCE))).hasSize(1);
        now = NOW.plus(Offers.PAUSE).minusMillis(1);
        assertThat(PollingReceiver.ids(receiver.poll(AT_ONCE))).isEmpty();
        now = NOW.plus(Offers.PAUSE);
        assertThat(PollingReceiver.ids(receiver.poll(AT_ONCE))).containsExactly(intent.getActionId());
    }

    @Test
    void is_collected_in_order_and_as_many_at_once_as_the_receiver_takes() throws Exception {
        Alert exposed = Alerts.alert(AlertType.EXPOSED_KEY_USED, 4, "alert-2", "nhi-42", NOW);
        connector.execute(intent, alert, "a");
        connector.execute(Actions.intent(exposed, ResponseStep.REVOKE, NOW), exposed, "b");

        assertThat(receiver.poll("{\"maxEvents\": 0}").path("sets")).isEmpty();
        JsonNode first = receiver.poll("{\"maxEvents\": 2, \"returnImmediately\": true}");
        JsonNode second = receiver.poll("{\"maxEvents\": 2, \"returnImmediately\": true}");

        assertThat(PollingReceiver.ids(first)).containsExactly("a", "b");
        assertThat(first.path("moreAvailable").booleanValue()).isTrue();
        assertThat(PollingReceiver.ids(second)).containsExactly("b-compromise");
        assertThat(second.path("moreAvailable").booleanValue()).isFalse();
    }

    @Test
    void is_not_done_while_one_of_two_tokens_is_not_acknowledged() throws Exception {
        Alert exposed = Alerts.alert(AlertType.EXPOSED_KEY_USED, 4, "alert-2", "nhi-42", NOW);
        ActionRecord revocation = Actions.intent(exposed, ResponseStep.REVOKE, NOW);
        connector.execute(revocation, exposed, "b");
        receiver.poll(acknowledging("b"));

        assertThat(connector.execute(revocation, exposed, "b")).isEqualTo(OFFERED);

        receiver.poll(acknowledging("b-compromise"));
        assertThat(connector.execute(revocation, exposed, "b")).isEqualTo(ACKNOWLEDGED);
    }

    @Test
    void is_taken_back_in_the_same_way() throws Exception {
        assertThat(connector.undo(intent, "key-undo")).isEqualTo(OFFERED);
        receiver.poll(acknowledging("key-undo"));

        assertThat(connector.undo(intent, "key-undo")).isEqualTo(ACKNOWLEDGED);
    }

    @Test
    void waits_in_the_ledger_where_too_many_are_on_offer() throws Exception {
        List<EventToken> many = IntStream.range(0, Offers.MOST)
                .mapToObj(i -> new EventToken("t-" + i, "x"))
                .toList();
        delivery.deliver(many, "many");

        assertThat(execute())
                .isEqualTo(new TryAgain("1000 tokens wait already for the receiver to collect them", null));
        JsonNode answer = receiver.poll(AT_ONCE);
        assertThat(answer.path("sets")).hasSize(PollRequest.MOST_AT_ONCE);
        assertThat(answer.path("moreAvailable").booleanValue()).isTrue();

        receiver.poll(acknowledging("t-7")); // its action was given up and never asks again

        assertThat(execute()).isEqualTo(OFFERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "rx-SECRE", "rx-SECRETS", "RX-SECRET"})
    void is_shown_to_nobody_else(String token) throws Exception {
        execute();
        PollingReceiver other = new PollingReceiver(delivery.port(), token.isEmpty() ? null : token);

        HttpResponse<String> answer = other.send("POST", "/poll", acknowledging(intent.getActionId()));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(execute()).isEqualTo(OFFERED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /poll  | 400 | no json
            POST | /poll  | 400 | []
            POST | /poll  | 400 | {"maxEvents": -1}
            POST | /poll  | 400 | {"maxEvents": "1"}
            POST | /poll  | 400 | {"maxEvents": 1.5}
            POST | /poll  | 400 | {"returnImmediately": 1}
            POST | /poll  | 400 | {"ack": "id"}
            POST | /poll  | 400 | {"setErrs": ["id"]}
            POST | /poll  | 400 | [[[[[[[[[[[[1]]]]]]]]]]]]
            GET  | /poll  | 405 | {}
            POST | /polls | 404 | {}
            POST | /      | 404 | {}
            """)
    void is_collected_by_nothing_but_a_poll(String method, String path, int status, String body) throws Exception {
        execute();

        assertThat(receiver.send(method, path, body).statusCode()).isEqualTo(status);
        assertThat(PollingReceiver.ids(receiver.poll(AT_ONCE))).hasSize(1);
    }

    @Test
    void is_not_collected_by_a_poll_that_is_too_long_to_read() throws Exception {
        String body = "{\"ack\": [\"" + "x".repeat(70_000) + "\"]}";

        assertThat(receiver.send("POST", "/poll", body).statusCode()).isEqualTo(413);
    }

    private Outcome execute() {
        return connector.execute(intent, alert, intent.getActionId());
    }

    private static String acknowledging(String jti) {
        return "{\"returnImmediately\": true, \"ack\": [\"" + jti + "\"]}";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.litellm.LiteLlmStub.Call;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The LiteLLM connector, when LiteLLM is in trouble")
class LiteLlmTroubleTest {

    @RegisterExtension
    static final LiteLlmStub LITELLM = new LiteLlmStub();

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");
    private static final String BEFORE = new KeyState(LiteLlmStub.TOKEN, true, new Limits(9L, 9L)).toJson();

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private LiteLlmConnector connector;

    @BeforeEach
    void begin() {
        LITELLM.isWell();
        connector = LITELLM.connector(NOW);
    }

    @AfterEach
    void end() {
        connector.close();
    }

    /** Bodies as LiteLLM publishes them: an error object, with the key or its hash where the message quotes it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LIST    | 302 | TryAgain | looking for the key with alias payments-agent: HTTP 302, a redirect, which is not followed
            LIST    | 400 | TryAgain | looking for the key with alias payments-agent: HTTP 400, which LiteLLM answers to its own troubles too
            LIST    | 401 | TryAgain | looking for the key with alias payments-agent: HTTP 401: LiteLLM does not accept the admin key
            LIST    | 403 | Refused  | looking for the key with alias payments-agent: HTTP 403: the admin key is not allowed to (expected: the proxy's master key,
            LIST    | 404 | Refused  | looking for the key with alias payments-agent: HTTP 404 (expected: sink.litellm.url is the proxy's base address)
            LIST    | 422 | Refused  | looking for the key with alias payments-agent: HTTP 422
            LIST    | 500 | TryAgain | looking for the key with alias payments-agent: HTTP 500
            UPDATE  | 307 | TryAgain | /key/update of the key 80321a12...: HTTP 307, a redirect
            UPDATE  | 400 | TryAgain | /key/update of the key 80321a12...: HTTP 400, which
            UPDATE  | 401 | TryAgain | /key/update of the key 80321a12...: HTTP 401: LiteLLM does not accept the admin key
            UPDATE  | 403 | Refused  | /key/update of the key 80321a12...: HTTP 403: the admin key is not allowed to
            UPDATE  | 404 | Refused  | /key/update of the key 80321a12...: HTTP 404: it is not there
            UPDATE  | 408 | TryAgain | /key/update of the key 80321a12...: HTTP 408
            UPDATE  | 422 | Refused  | /key/update of the key 80321a12...: HTTP 422
            BLOCK   | 404 | Refused  | /key/block of the key 80321a12...: HTTP 404: it is not there
            BLOCK   | 409 | TryAgain | /key/block of the key 80321a12...: HTTP 409
            BLOCK   | 503 | TryAgain | /key/block of the key 80321a12...: HTTP 503
            DELETE  | 403 | Refused  | /key/delete of the key 80321a12...: HTTP 403
            DELETE  | 504 | TryAgain | /key/delete of the key 80321a12...: HTTP 504
            UNBLOCK | 500 | TryAgain | /key/unblock of the key 80321a12...: HTTP 500
            """)
    void tells_what_went_wrong_and_whether_another_try_may_help(Call call, int status, String outcome, String answer) {
        LITELLM.answers(
                call,
                aResponse()
                        .withStatus(status)
                        .withHeader("Location", "/elsewhere")
                        .withBody("{\"error\": {\"message\": \"Key sk-SECRET not found\", \"type\": \"auth_error\","
                                + " \"param\": \"key\", \"code\": \"" + status + "\"}}"));

        Outcome told = until(call);

        assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(told.answer()).startsWith(answer).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void waits_as_long_as_a_busy_proxy_asks(Call call) {
        for (int status : new int[] {429, 503}) {
            LITELLM.answers(call, aResponse().withStatus(status).withHeader("Retry-After", "60"));

            assertThat(until(call))
                    .isInstanceOfSatisfying(
                            TryAgain.class,
                            again -> assertThat(again.notBefore()).isEqualTo(NOW.plusSeconds(60)));
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void makes_each_call_once_when_the_connection_breaks(Call call) {
        LITELLM.answers(call, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(until(call)).isEqualTo(new TryAgain("no answer: SocketException", null));
        assertThat(LITELLM.calls()).containsOnlyOnce(call);
    }

    @Test
    void has_one_deadline_for_all_calls_together() {
        LITELLM.answers(
                Call.LIST,
                LiteLlmStub.page(1, LiteLlmStub.key("payments-agent", LiteLlmStub.TOKEN, false, null, null))
                        .withFixedDelay(1_200));
        LITELLM.answers(Call.BLOCK, okJson("{}").withFixedDelay(1_200));
        long begin = System.nanoTime();

        assertThat(until(Call.DELETE)).isEqualTo(new TryAgain("no answer: InterruptedIOException", null));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LiteLlmStub.DEADLINE.plusSeconds(3));
        assertThat(LITELLM.calls()).doesNotContain(Call.DELETE);
    }

    @Test
    void leaves_a_key_blocked_that_cannot_be_deleted() {
        LITELLM.answers(Call.DELETE, aResponse().withStatus(500));

        assertThat(until(Call.DELETE)).isInstanceOf(TryAgain.class);
        assertThat(LITELLM.calls()).containsExactly(Call.LIST, Call.BLOCK, Call.DELETE);
    }

    @Test
    void does_not_read_a_huge_answer() {
        for (Call call : new Call[] {Call.LIST, Call.BLOCK}) {
            LITELLM.answers(call, aResponse().withStatus(200).withBody(new byte[10_000_000]));
        }

        assertThat(until(Call.BLOCK)).isEqualTo(new TryAgain("no answer: AnswerTooLongException", null));
        assertThat(LITELLM.calls()).containsExactly(Call.LIST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <SECRET>                                    | HTTP 200 without JSON
            {"keys": "sk-SECRET"}                       | HTTP 200 without keys
            {"detail": "sk-SECRET"}                     | HTTP 200 without keys
            """)
    void does_not_quote_an_answer_that_makes_no_sense(String body, String answer) {
        LITELLM.answers(Call.LIST, okJson(body));

        assertThat(until(Call.BLOCK))
                .isEqualTo(new TryAgain("looking for the key with alias payments-agent: " + answer, null));
    }

    @Test
    void does_not_know_how_a_key_stands_when_nobody_answers() {
        LITELLM.answers(Call.LIST, aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(connector.standing(action(ResponseStep.SUSPEND, null)))
                .isEqualTo(new Unknown("no answer: NoHttpResponseException"));

        LITELLM.answers(Call.LIST, aResponse().withStatus(404));
        assertThat(connector.standing(action(ResponseStep.REVOKE, BEFORE))).isInstanceOf(Unknown.class);
    }

    @Test
    void does_not_go_to_a_private_address_unless_the_settings_say_so() {
        connector = LITELLM.connector(NOW, Map.of(), false);

        assertThat(until(Call.BLOCK)).isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
        assertThat(LITELLM.calls()).isEmpty();
    }

    /** Does that of which the call is a part. */
    private Outcome until(Call call) {
        return switch (call) {
            case LIST, BLOCK -> execute(ResponseStep.SUSPEND);
            case UPDATE -> execute(ResponseStep.THROTTLE);
            case DELETE -> execute(ResponseStep.REVOKE);
            case UNBLOCK -> {
                LITELLM.holds(LiteLlmStub.key("payments-agent", LiteLlmStub.TOKEN, true, null, null));
                yield connector.undo(action(ResponseStep.SUSPEND, BEFORE.replace("true", "false")), "key");
            }
        };
    }

    private Outcome execute(ResponseStep step) {
        return connector.execute(action(step, null), alert, "key");
    }

    private ActionRecord action(ResponseStep step, String priorState) {
        return ActionRecord.newBuilder(Actions.intent(alert, step, NOW))
                .setPriorState(priorState)
                .build();
    }
}

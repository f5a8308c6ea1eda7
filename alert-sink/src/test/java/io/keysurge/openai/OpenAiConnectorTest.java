// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.SecretText;
import io.keysurge.fixture.TargetStub;
import io.keysurge.fixture.Trial;
import io.keysurge.openai.OpenAiSettings.Throttle;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Connector.Traits;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The OpenAI connector")
class OpenAiConnectorTest {

    @RegisterExtension
    static final TargetStub OPENAI = new TargetStub();

    private static final String PROJECT = "/v1/organization/projects/proj_abc";
    private static final String KEY = PROJECT + "/api_keys/key_abc";
    private static final String ACCOUNT = PROJECT + "/service_accounts/svc_acct_abc";
    private static final String THE_KEY = "the key key_abc in project proj_abc";
    private static final String THE_ACCOUNTS_KEY =
            "the key key_abc of service account svc_acct_abc in project proj_abc";
    private static final String HELD = "{\"key\":\"proj_abc/key_abc\",\"status\":\"ON\"}";

    private OpenAiConnector connector;
    private Trial trial;
    private Trial service;

    @BeforeEach
    void begin() {
        looks(okJson("""
                {"object": "organization.project.api_key", "redacted_value": "sk-SECRET", "name": "My API Key",
                 "id": "key_abc", "owner": {"type": "user", "user": {"id": "user_abc", "email": "a@b.example"}}}"""));
        deletes(KEY, okJson("{\"object\": \"organization.project.api_key.deleted\", \"deleted\": true}"));
        deletes(ACCOUNT, okJson("{\"object\": \"organization.project.service_account.deleted\", \"deleted\": true}"));
        begin(true);
    }

    private void begin(boolean allowPrivate) {
        connector = new OpenAiConnector(
                new OpenAiSettings(
                        OPENAI.reach(allowPrivate),
                        SecretText.parse("sk-admin-SECRET", "an admin key"),
                        Map.of("nhi-42", "proj_abc/key_abc", "nhi-43", "proj_abc/key_abc/svc_acct_abc"),
                        new Throttle(Set.of(), 5, 1_000)),
                InstantSource.fixed(Trial.NOW));
        trial = Trial.on("nhi-42", connector);
        service = Trial.on("nhi-43", connector);
    }

    @AfterEach
    void end() {
        connector.close();
    }

    @Test
    void can_revoke_for_good_and_be_asked() {
        assertThat(connector.name()).isEqualTo("openai");
        assertThat(connector.traits()).isEqualTo(new Traits(false, true, true, false));
    }

    @Test
    void plans_without_calling() {
        String where = " at OpenAI at " + OPENAI.baseUrl();

        assertThat(trial.plan(ResponseStep.REVOKE)).isEqualTo("delete " + THE_KEY + where);
        assertThat(service.plan(ResponseStep.REVOKE)).isEqualTo("delete " + THE_ACCOUNTS_KEY + where);
        assertThat(OPENAI.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REVOKE"})
    void refuses_any_other_step(ResponseStep step) {
        assertThat(trial.execute(step, null)).isEqualTo(new Refused("OpenAI cannot " + step));
        assertThat(trial.plan(step)).isEqualTo("nothing: OpenAI cannot " + step);
        assertThat(OPENAI.calls()).isEmpty();
    }

    @Test
    void deletes_the_key() {
        assertThat(trial.execute(ResponseStep.REVOKE, HELD)).isEqualTo(new Done(THE_KEY + " is deleted"));

        assertThat(OPENAI.calls()).containsExactly("GET " + KEY, "DELETE " + KEY);
        assertThat(OPENAI.requests())
                .allSatisfy(request ->
                        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer sk-admin-SECRET"));
    }

    @Test
    void deletes_a_service_account_only_where_its_key_alone_is_not_deleted() {
        assertThat(service.execute(ResponseStep.REVOKE, null)).isInstanceOf(Done.class);
        assertThat(OPENAI.calls()).containsExactly("GET " + KEY, "DELETE " + KEY);

        deletes(KEY, aResponse().withStatus(400).withBody("{\"error\": {\"message\": \"SECRET\"}}"));
        assertThat(service.execute(ResponseStep.REVOKE, null)).isEqualTo(new Done(THE_ACCOUNTS_KEY + " is deleted"));
        assertThat(OPENAI.calls()).endsWith("GET " + KEY, "DELETE " + KEY, "DELETE " + ACCOUNT);
    }

    @Test
    void deletes_no_service_account_that_nobody_named() {
        deletes(KEY, aResponse().withStatus(400).withBody("{\"error\": {\"message\": \"SECRET\"}}"));

        assertThat(trial.execute(ResponseStep.REVOKE, null))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.answer())
                                .contains("expected: sink.openai.keys names the account too")
                                .doesNotContain("SECRET"));
        assertThat(OPENAI.calls()).containsExactly("GET " + KEY, "DELETE " + KEY);
    }

    @Test
    void has_nothing_to_do_when_the_key_is_gone() {
        looks(aResponse().withStatus(404));

        assertThat(trial.standing(ResponseStep.REVOKE, HELD)).isEqualTo(new Known(true, HELD.replace("ON", "GONE")));
        assertThat(trial.execute(ResponseStep.REVOKE, HELD)).isEqualTo(new Done(THE_KEY + " is gone already"));
        assertThat(OPENAI.calls()).containsOnly("GET " + KEY);
    }

    @Test
    void is_done_when_the_key_went_between_the_look_and_the_call() {
        deletes(KEY, aResponse().withStatus(404));

        assertThat(trial.execute(ResponseStep.REVOKE, null)).isInstanceOf(Done.class);
    }

    @Test
    void is_not_in_effect_while_the_key_is_there() {
        assertThat(trial.standing(ResponseStep.REVOKE, null)).isEqualTo(new Known(false, HELD));
    }

    @Test
    void cannot_be_undone() {
        assertThat(trial.undo(ResponseStep.REVOKE, HELD))
                .isEqualTo(new Refused("a REVOKE cannot be undone: make a new key and hand it out"));
        assertThat(OPENAI.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | TryAgain | HTTP 401: OpenAI does not accept the admin key
            403 | Refused  | HTTP 403: the admin key is not allowed to (expected: an admin key that may write
            409 | TryAgain | HTTP 409
            500 | TryAgain | HTTP 500
            503 | TryAgain | HTTP 503
            """)
    void tells_what_went_wrong_and_whether_another_try_may_help(int status, String outcome, String answer) {
        ResponseDefinitionBuilder wrong =
                aResponse().withStatus(status).withBody("{\"error\": {\"message\": \"Incorrect API key: sk-SECRET\"}}");

        deletes(KEY, wrong);
        expect(trial.execute(ResponseStep.REVOKE, null), outcome, "deleting " + THE_KEY + ": " + answer);

        deletes(KEY, aResponse().withStatus(400));
        deletes(ACCOUNT, wrong);
        expect(
                service.execute(ResponseStep.REVOKE, null),
                outcome,
                "deleting the service account of " + THE_ACCOUNTS_KEY + ": " + answer);

        looks(wrong);
        expect(trial.execute(ResponseStep.REVOKE, null), outcome, "looking for " + THE_KEY + ": " + answer);
    }

    private static void expect(Outcome told, String outcome, String answer) {
        assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(told.answer()).startsWith(answer).doesNotContain("SECRET");
    }

    @Test
    void waits_as_long_as_it_is_asked_to() {
        deletes(KEY, aResponse().withStatus(429).withHeader("Retry-After", "60"));

        assertThat(trial.execute(ResponseStep.REVOKE, null))
                .isEqualTo(new TryAgain("deleting " + THE_KEY + ": HTTP 429", Trial.NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECRET", "{}", "{\"id\": \"SECRET\"}"})
    void deletes_nothing_after_an_answer_that_makes_no_sense(String body) {
        looks(okJson(body));

        assertThat(trial.execute(ResponseStep.REVOKE, null).answer()).doesNotContain("SECRET");
        assertThat(OPENAI.calls()).containsExactly("GET " + KEY);
    }

    @Test
    void does_not_know_how_a_key_stands_when_nobody_answers() {
        looks(aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThat(trial.standing(ResponseStep.REVOKE, null))
                .isEqualTo(new Unknown("no answer: NoHttpResponseException"));
    }

    @Test
    void does_not_go_to_a_private_address_unless_the_settings_say_so() {
        connector.close();
        begin(false);

        assertThat(trial.execute(ResponseStep.REVOKE, null))
                .isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
        assertThat(OPENAI.calls()).isEmpty();
    }

    private static void looks(ResponseDefinitionBuilder answer) {
        OPENAI.stubFor(get(urlEqualTo(KEY)).willReturn(answer));
    }

    private static void deletes(String what, ResponseDefinitionBuilder answer) {
        OPENAI.stubFor(delete(urlEqualTo(what)).willReturn(answer));
    }
}

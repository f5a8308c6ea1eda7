// SPDX-License-Identifier: Apache-2.0
package io.keysurge.anthropic;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.SecretText;
import io.keysurge.fixture.TargetStub;
import io.keysurge.fixture.Trial;
import io.keysurge.keyring.Keyring.Status;
import io.keysurge.keyring.SwitchContract;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The Anthropic connector")
class AnthropicConnectorTest implements SwitchContract {

    @RegisterExtension
    static final TargetStub ANTHROPIC = new TargetStub();

    private static final String ID = "apikey_01Rj2N8SVvo6BePZj99NhmiT";
    private static final String PATH = "/v1/organizations/api_keys/" + ID;
    private static final String THE_KEY = "the key " + ID;
    private static final String ON = "{\"key\":\"" + ID + "\",\"status\":\"ON\"}";

    private AnthropicConnector connector;
    private Trial trial;

    @BeforeEach
    void begin() {
        holds("active");
        changes(okJson(key("inactive")));
        begin(true);
    }

    private void begin(boolean allowPrivate) {
        connector = new AnthropicConnector(
                new AnthropicSettings(
                        ANTHROPIC.reach(allowPrivate),
                        SecretText.parse("sk-ant-admin-SECRET", "an admin key"),
                        Map.of("nhi-42", ID)),
                InstantSource.fixed(Trial.NOW));
        trial = Trial.on("nhi-42", connector);
    }

    @AfterEach
    void end() {
        connector.close();
    }

    @Override
    public Trial trial() {
        return trial;
    }

    @Override
    public String key() {
        return ID;
    }

    @Override
    public String theKey() {
        return THE_KEY;
    }

    @Override
    public String title() {
        return "Anthropic";
    }

    @Override
    public void holds(Status status) {
        holds(
                switch (status) {
                    case ON -> "active";
                    case OFF -> "inactive";
                    case GONE -> "archived";
                });
    }

    @Override
    public List<String> changes() {
        return ANTHROPIC.bodies();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "not there"})
    void takes_a_key_that_will_never_work_again_for_gone(String how) {
        if (how.equals("expired")) {
            holds("expired");
        } else {
            looks(aResponse().withStatus(404).withBody(error("not_found_error")));
        }

        assertThat(trial.standing(ResponseStep.REVOKE, ON)).isEqualTo(new Known(true, state(Status.GONE)));
    }

    @Test
    void plans_without_calling() {
        assertThat(connector.name()).isEqualTo("anthropic");
        String where = THE_KEY + " at Anthropic at " + ANTHROPIC.baseUrl();

        assertThat(trial.plan(ResponseStep.SUSPEND)).isEqualTo("disable " + where);
        assertThat(trial.plan(ResponseStep.REVOKE)).isEqualTo("archive " + where);
        assertThat(trial.plan(ResponseStep.THROTTLE)).isEqualTo("nothing: Anthropic cannot THROTTLE");
        assertThat(ANTHROPIC.calls()).isEmpty();
    }

    @Test
    void makes_a_suspended_key_inactive() {
        assertThat(trial.execute(ResponseStep.SUSPEND, ON)).isEqualTo(new Done(THE_KEY + " is disabled"));

        assertThat(ANTHROPIC.calls()).containsExactly("GET " + PATH, "POST " + PATH);
        assertThat(ANTHROPIC.bodies()).containsExactly("{\"status\":\"inactive\"}");
        assertThat(ANTHROPIC.requests()).allSatisfy(request -> {
            assertThat(request.getHeader("x-api-key")).isEqualTo("sk-ant-admin-SECRET");
            assertThat(request.getHeader("anthropic-version")).isEqualTo("2023-06-01");
        });
    }

    @Test
    void archives_a_revoked_key_whether_it_is_active_or_not() {
        for (String status : new String[] {"active", "inactive"}) {
            holds(status);
            assertThat(trial.execute(ResponseStep.REVOKE, ON)).isEqualTo(new Done(THE_KEY + " is archived"));
        }
        assertThat(ANTHROPIC.bodies()).hasSize(2).containsOnly("{\"status\":\"archived\"}");
    }

    @Test
    void is_seen_and_undone() {
        scenario(STARTED, "inactive");
        scenario("inactive", "active");

        assertThat(trial.standing(ResponseStep.SUSPEND, null)).isEqualTo(new Known(false, ON));
        assertThat(trial.execute(ResponseStep.SUSPEND, ON)).isInstanceOf(Done.class);
        assertThat(trial.standing(ResponseStep.SUSPEND, ON)).isEqualTo(new Known(true, state(Status.OFF)));
        assertThat(trial.execute(ResponseStep.SUSPEND, ON)).isEqualTo(new Done(THE_KEY + " was disabled already"));
        assertThat(trial.undo(ResponseStep.SUSPEND, ON)).isEqualTo(new Done(THE_KEY + " is enabled"));
        assertThat(trial.undo(ResponseStep.SUSPEND, ON)).isEqualTo(new Done(THE_KEY + " was enabled already"));
        assertThat(ANTHROPIC.bodies()).containsExactly("{\"status\":\"inactive\"}", "{\"status\":\"active\"}");
    }

    @Test
    void acts_on_the_key_that_it_began_with() {
        String former = ON.replace(ID, "apikey_former");
        ANTHROPIC.stubFor(get(urlEqualTo("/v1/organizations/api_keys/apikey_former"))
                .willReturn(okJson(key("inactive").replace(ID, "apikey_former"))));

        trial.undo(ResponseStep.SUSPEND, former);

        assertThat(ANTHROPIC.calls())
                .containsExactly(
                        "GET /v1/organizations/api_keys/apikey_former",
                        "POST /v1/organizations/api_keys/apikey_former");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | invalid_request_error | Refused  | HTTP 400
            401 | authentication_error  | TryAgain | HTTP 401: Anthropic does not accept the admin key
            403 | permission_error      | Refused  | HTTP 403: the admin key is not allowed to (expected: an admin key
            404 | not_found_error       | Refused  | HTTP 404: it is not there
            409 | conflict_error        | TryAgain | HTTP 409
            429 | rate_limit_error      | TryAgain | HTTP 429
            500 | api_error             | TryAgain | HTTP 500
            504 | timeout_error         | TryAgain | HTTP 504
            529 | overloaded_error      | TryAgain | HTTP 529
            """)
    void tells_what_went_wrong_and_whether_another_try_may_help(
            int status, String type, String outcome, String answer) {
        changes(aResponse().withStatus(status).withBody(error(type)));
        Outcome told = trial.execute(ResponseStep.SUSPEND, null);

        assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(told.answer())
                .startsWith("making inactive " + THE_KEY + ": " + answer)
                .doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 529})
    void waits_as_long_as_it_is_asked_to(int status) {
        ResponseDefinitionBuilder busy = aResponse().withStatus(status).withHeader("retry-after", "60");
        TryAgain later = new TryAgain("looking for " + THE_KEY + ": HTTP " + status, Trial.NOW.plusSeconds(60));

        looks(busy);
        assertThat(trial.execute(ResponseStep.REVOKE, null)).isEqualTo(later);
        assertThat(trial.standing(ResponseStep.REVOKE, null)).isEqualTo(new Unknown(later.answer(), later));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <SECRET>                                          | TryAgain
            {"id": "apikey_another", "status": "active"}      | Refused
            {"id": "apikey_01Rj2N8SVvo6BePZj99NhmiT"}         | Refused
            {"id": "apikey_01Rj2N8SVvo6BePZj99NhmiT", "status": "SECRET"} | Refused
            """)
    void changes_nothing_after_an_answer_that_makes_no_sense(String body, String outcome) {
        looks(okJson(body));

        Outcome told = trial.execute(ResponseStep.REVOKE, null);

        assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(told.answer()).doesNotContain("SECRET");
        assertThat(ANTHROPIC.bodies()).isEmpty();
    }

    @Test
    void does_not_know_how_a_key_stands_when_nobody_answers() {
        looks(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(trial.standing(ResponseStep.SUSPEND, null)).isEqualTo(new Unknown("no answer: SocketException"));
    }

    @Test
    void does_not_go_to_a_private_address_unless_the_settings_say_so() {
        connector.close();
        begin(false);

        assertThat(trial.execute(ResponseStep.SUSPEND, null))
                .isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
        assertThat(ANTHROPIC.calls()).isEmpty();
    }

    private static void holds(String status) {
        looks(okJson(key(status)));
    }

    private static void looks(ResponseDefinitionBuilder answer) {
        ANTHROPIC.stubFor(get(urlEqualTo(PATH)).willReturn(answer));
    }

    private static void changes(ResponseDefinitionBuilder answer) {
        ANTHROPIC.stubFor(post(urlEqualTo(PATH)).willReturn(answer));
    }

    /** In a state, the key stands as it does there, and can be brought into another one. */
    private static void scenario(String from, String to) {
        String status = from.equals(STARTED) ? "active" : from;
        ANTHROPIC.stubFor(get(urlEqualTo(PATH))
                .inScenario("suspension")
                .whenScenarioStateIs(from)
                .willReturn(okJson(key(status))));
        ANTHROPIC.stubFor(post(urlEqualTo(PATH))
                .withRequestBody(matchingJsonPath("$[?(@.status == '" + to + "')]"))
                .inScenario("suspension")
                .whenScenarioStateIs(from)
                .willReturn(okJson(key(to)))
                .willSetStateTo(to.equals("active") ? STARTED : to));
    }

    private static String key(String status) {
        return """
                {"id": "%s", "type": "api_key", "name": "Billing", "workspace_id": null, "status": "%s",
                 "created_at": "2024-10-30T23:58:27.427722Z", "partial_key_hint": "sk-ant-SECRET...igAA",
                 "created_by": {"id": "user_01WCz1FkmYMm4gnmykNKUu3Q", "type": "user"}}""".formatted(ID, status);
    }

    private static String error(String type) {
        return "{\"type\": \"error\", \"error\": {\"type\": \"" + type + "\", \"message\": \"SECRET\"}}";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.google;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.KeyFiles;
import io.keysurge.fixture.TargetStub;
import io.keysurge.fixture.Trial;
import io.keysurge.keyring.Keyring.Status;
import io.keysurge.keyring.SwitchContract;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.TryAgain;
import java.security.KeyPair;
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

@DisplayName("The Google Cloud connector")
class GoogleConnectorTest implements SwitchContract {

    @RegisterExtension
    static final TargetStub GOOGLE = new TargetStub();

    private static final KeyPair OWN = KeyFiles.rsa();
    private static final String ACCOUNT = "billing@my-project.iam.gserviceaccount.com";
    private static final String ID = "90c48f61c65cd56224a12ab18e6ee9ca9c3aee7c";
    private static final String PATH =
            "/v1/projects/my-project/serviceAccounts/" + ACCOUNT.replace("@", "%40") + "/keys/" + ID;
    private static final String THE_KEY = "the key " + ID + " of service account " + ACCOUNT;
    private static final String TOKEN = "POST /token";
    private static final String GET = "GET " + PATH;
    private static final String DISABLE = "POST " + PATH + ":disable";
    private static final String ENABLE = "POST " + PATH + ":enable";
    private static final String DELETE = "DELETE " + PATH;
    private static final String ON = "{\"key\":\"" + ACCOUNT + "/" + ID + "\",\"status\":\"ON\"}";

    private GoogleConnector connector;
    private Trial trial;

    @BeforeEach
    void begin() {
        on(TOKEN, okJson("{\"access_token\": \"ya29.SECRET\", \"expires_in\": 3599, \"token_type\": \"Bearer\"}"));
        on(GET, okJson(key(false)));
        on(DISABLE, okJson("{}"));
        on(ENABLE, okJson("{}"));
        on(DELETE, okJson("{}"));
        begin(true);
    }

    private void begin(boolean allowPrivate) {
        connector = new GoogleConnector(
                new GoogleSettings(
                        GOOGLE.reach(allowPrivate),
                        ServiceAccountKey.parse(KeyFiles.file(OWN, "0a0a", GOOGLE.baseUrl() + "/token")),
                        Map.of("nhi-42", ACCOUNT + "/" + ID)),
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
        return ACCOUNT + "/" + ID;
    }

    @Override
    public String theKey() {
        return THE_KEY;
    }

    @Override
    public String title() {
        return "Google Cloud";
    }

    @Override
    public void holds(Status status) {
        on(
                GET,
                status == Status.GONE
                        ? aResponse().withStatus(404).withBody(error(404, "NOT_FOUND"))
                        : okJson(key(status == Status.OFF)));
    }

    @Override
    public List<String> changes() {
        return GOOGLE.calls().stream()
                .filter(call -> !call.equals(TOKEN) && !call.equals(GET))
                .toList();
    }

    @Test
    void knows_that_tokens_outlive_a_key() {
        assertThat(connector.name()).isEqualTo("google");
        assertThat(connector.propagation()).hasHours(1);
    }

    @Test
    void plans_without_calling() {
        String where = THE_KEY + " at Google Cloud at " + GOOGLE.baseUrl();

        assertThat(trial.plan(ResponseStep.SUSPEND)).isEqualTo("disable " + where);
        assertThat(trial.plan(ResponseStep.REVOKE)).isEqualTo("delete " + where);
        assertThat(GOOGLE.calls()).isEmpty();
    }

    @Test
    void disables_a_suspended_key_with_a_token_that_it_asks_for_once() {
        assertThat(trial.execute(ResponseStep.SUSPEND, ON)).isEqualTo(new Done(THE_KEY + " is disabled"));

        assertThat(GOOGLE.calls()).containsExactly(TOKEN, GET, DISABLE);
        assertThat(GOOGLE.requests().subList(1, 3))
                .allSatisfy(request ->
                        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer ya29.SECRET"));
    }

    @Test
    void deletes_a_revoked_key() {
        assertThat(trial.execute(ResponseStep.REVOKE, ON)).isEqualTo(new Done(THE_KEY + " is deleted"));
        assertThat(GOOGLE.calls()).containsExactly(TOKEN, GET, DELETE);
    }

    @Test
    void is_seen_and_undone() {
        scenario(DISABLE, STARTED, "disabled");
        scenario(ENABLE, "disabled", STARTED);

        assertThat(trial.standing(ResponseStep.SUSPEND, null)).isEqualTo(new Known(false, ON));
        assertThat(trial.execute(ResponseStep.SUSPEND, ON)).isInstanceOf(Done.class);
        assertThat(trial.standing(ResponseStep.SUSPEND, ON)).isEqualTo(new Known(true, state(Status.OFF)));
        assertThat(trial.standing(ResponseStep.REVOKE, ON)).isEqualTo(new Known(false, state(Status.OFF)));
        assertThat(trial.undo(ResponseStep.SUSPEND, ON)).isEqualTo(new Done(THE_KEY + " is enabled"));
        assertThat(trial.undo(ResponseStep.SUSPEND, ON)).isEqualTo(new Done(THE_KEY + " was enabled already"));
        assertThat(GOOGLE.calls()).containsOnlyOnce(DISABLE, ENABLE);
    }

    @Test
    void is_done_when_the_key_went_between_the_look_and_the_call() {
        on(DELETE, aResponse().withStatus(404));

        assertThat(trial.execute(ResponseStep.REVOKE, ON)).isInstanceOf(Done.class);
    }

    @Test
    void asks_for_a_fresh_token_once_when_the_kept_one_is_no_longer_accepted() {
        assertThat(trial.standing(ResponseStep.SUSPEND, null)).isInstanceOf(Known.class);
        on(GET, aResponse().withStatus(401).withBody(error(401, "UNAUTHENTICATED")));

        assertThat(trial.standing(ResponseStep.SUSPEND, null))
                .isEqualTo(new Unknown("looking for " + THE_KEY + ": HTTP 401, although the access token is fresh"));
        assertThat(GOOGLE.calls()).containsExactly(TOKEN, GET, GET, TOKEN, GET);
    }

    /** Codes of google.rpc.Status. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | FAILED_PRECONDITION | Refused  | HTTP 400 (expected: a key that a user made
            401 | UNAUTHENTICATED     | TryAgain | HTTP 401, although the access token is fresh
            403 | PERMISSION_DENIED   | Refused  | HTTP 403: the sink's service account is not allowed to, or the key is not there (expected: iam.
            404 | NOT_FOUND           | Refused  | HTTP 404: it is not there
            409 | ABORTED             | TryAgain | HTTP 409
            429 | RESOURCE_EXHAUSTED  | TryAgain | HTTP 429
            500 | INTERNAL            | TryAgain | HTTP 500
            503 | UNAVAILABLE         | TryAgain | HTTP 503
            504 | DEADLINE_EXCEEDED   | TryAgain | HTTP 504
            """)
    void tells_what_went_wrong_and_whether_another_try_may_help(
            int status, String code, String outcome, String answer) {
        on(DISABLE, aResponse().withStatus(status).withBody(error(status, code)));

        Outcome told = trial.execute(ResponseStep.SUSPEND, null);

        assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(told.answer())
                .startsWith("disabling " + THE_KEY + ": " + answer)
                .doesNotContain("SECRET");
    }

    @Test
    void waits_as_long_as_it_is_asked_to() {
        on(GET, aResponse().withStatus(429).withHeader("Retry-After", "60"));

        assertThat(trial.execute(ResponseStep.SUSPEND, null))
                .isEqualTo(new TryAgain("looking for " + THE_KEY + ": HTTP 429", Trial.NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error": "invalid_grant", "error_description": "SECRET"} | asking for an access token: HTTP 400: Google does not accept the sink's own key
            401 | {"error": "invalid_client"}                               | asking for an access token: HTTP 401: Google does not accept the sink's own key
            500 | SECRET                                                    | asking for an access token: HTTP 500
            200 | SECRET                                                    | asking for an access token: HTTP 200 without JSON
            200 | {"token_type": "SECRET"}                                  | asking for an access token: HTTP 200 without one
            """)
    void comes_again_when_it_gets_no_token(int status, String body, String answer) {
        on(TOKEN, aResponse().withStatus(status).withBody(body));

        assertThat(trial.execute(ResponseStep.SUSPEND, null))
                .isInstanceOfSatisfying(
                        TryAgain.class,
                        again -> assertThat(again.answer()).startsWith(answer).doesNotContain("SECRET"));
        assertThat(GOOGLE.calls()).containsExactly(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECRET", "{}", "{\"name\": \"projects/p/serviceAccounts/a/keys/SECRET\"}"})
    void changes_nothing_after_an_answer_that_makes_no_sense(String body) {
        on(GET, okJson(body));

        assertThat(trial.execute(ResponseStep.SUSPEND, null).answer()).doesNotContain("SECRET");
        assertThat(GOOGLE.calls()).containsExactly(TOKEN, GET);
    }

    @Test
    void does_not_know_how_a_key_stands_when_nobody_answers() {
        on(GET, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(trial.standing(ResponseStep.SUSPEND, null)).isEqualTo(new Unknown("no answer: SocketException"));
    }

    @Test
    void does_not_go_to_a_private_address_unless_the_settings_say_so_not_even_for_a_token() {
        connector.close();
        begin(false);

        assertThat(trial.execute(ResponseStep.SUSPEND, null))
                .isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
        assertThat(GOOGLE.calls()).isEmpty();
    }

    private static void on(String call, ResponseDefinitionBuilder answer) {
        String[] parts = call.split(" ", 2);
        GOOGLE.stubFor(request(parts[0], urlEqualTo(parts[1])).willReturn(answer));
    }

    /** In a state, the key stands as it does there, and a call brings it into another one. */
    private static void scenario(String call, String from, String to) {
        String[] parts = call.split(" ", 2);
        GOOGLE.stubFor(request("GET", urlEqualTo(PATH))
                .inScenario("suspension")
                .whenScenarioStateIs(from)
                .willReturn(okJson(key(!from.equals(STARTED)))));
        GOOGLE.stubFor(request(parts[0], urlEqualTo(parts[1]))
                .inScenario("suspension")
                .whenScenarioStateIs(from)
                .willReturn(okJson("{}"))
                .willSetStateTo(to));
    }

    private static String key(boolean disabled) {
        return """
                {"name": "projects/my-project/serviceAccounts/%s/keys/%s", "keyAlgorithm": "KEY_ALG_RSA_2048",
                 "validAfterTime": "2026-01-01T00:00:00Z", "keyOrigin": "GOOGLE_PROVIDED",
                 "keyType": "USER_MANAGED"%s}""".formatted(ACCOUNT, ID, disabled ? ", \"disabled\": true" : "");
    }

    private static String error(int code, String status) {
        return "{\"error\": {\"code\": " + code + ", \"message\": \"SECRET\", \"status\": \"" + status + "\"}}";
    }
}

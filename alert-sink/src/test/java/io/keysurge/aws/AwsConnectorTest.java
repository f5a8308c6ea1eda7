// SPDX-License-Identifier: Apache-2.0
package io.keysurge.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.keysurge.aws.AwsSettings.Credentials;
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
import java.net.URI;
import java.time.Duration;
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

@DisplayName("The AWS IAM connector")
class AwsConnectorTest implements SwitchContract {

    @RegisterExtension
    static final TargetStub IAM = new TargetStub();

    private static final String THE_KEY = "the access key " + IamAnswers.ID + " of user billing+bot";
    private static final String LIST = "Action=ListAccessKeys&Version=2010-05-08&UserName=billing%2Bbot";
    private static final String KEY = "&Version=2010-05-08&UserName=billing%2Bbot&AccessKeyId=" + IamAnswers.ID;
    private static final String DISABLE = "Action=UpdateAccessKey" + KEY + "&Status=Inactive";
    private static final String ENABLE = "Action=UpdateAccessKey" + KEY + "&Status=Active";
    private static final String DELETE = "Action=DeleteAccessKey" + KEY;
    private static final String ON = "{\"key\":\"billing+bot/" + IamAnswers.ID + "\",\"status\":\"ON\"}";
    private static final Credentials OWN =
            new Credentials("AKIAKEYSURGEKEYSURGE", SecretText.parse("s3cret/SECRET", "a secret"), null);

    private AwsConnector connector;
    private Trial trial;

    @BeforeEach
    void begin() {
        on("ListAccessKeys", IamAnswers.list("Active"));
        on("UpdateAccessKey", ok("<UpdateAccessKeyResponse/>"));
        on("DeleteAccessKey", ok("<DeleteAccessKeyResponse/>"));
        begin(true);
    }

    private void begin(boolean allowPrivate) {
        connector = new AwsConnector(
                new AwsSettings(
                        IAM.reach(allowPrivate),
                        "us-east-1",
                        OWN,
                        Map.of("nhi-42", "billing+bot/" + IamAnswers.ID),
                        Duration.ofSeconds(60)),
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
        return "billing+bot/" + IamAnswers.ID;
    }

    @Override
    public String theKey() {
        return THE_KEY;
    }

    @Override
    public String title() {
        return "AWS IAM";
    }

    @Override
    public void holds(Status status) {
        on(
                "ListAccessKeys",
                switch (status) {
                    case ON -> IamAnswers.list("Active");
                    case OFF -> IamAnswers.list("Inactive");
                    case GONE -> IamAnswers.error(404, "NoSuchEntity");
                });
    }

    @Override
    public List<String> changes() {
        return IAM.bodies().stream().filter(body -> !body.equals(LIST)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Expired", "not listed"})
    void takes_a_key_that_will_never_work_again_for_gone(String how) {
        on(
                "ListAccessKeys",
                how.equals("Expired")
                        ? IamAnswers.list(how)
                        : ok("<R><ListAccessKeysResult><AccessKeyMetadata/></ListAccessKeysResult></R>"));

        assertThat(trial.standing(ResponseStep.REVOKE, ON)).isEqualTo(new Known(true, state(Status.GONE)));
    }

    @Test
    void knows_that_iam_takes_a_while() {
        assertThat(connector.name()).isEqualTo("aws");
        assertThat(connector.propagation()).hasSeconds(60);
    }

    @Test
    void plans_without_calling() {
        String where = THE_KEY + " at AWS IAM at " + IAM.baseUrl();

        assertThat(trial.plan(ResponseStep.SUSPEND)).isEqualTo("disable " + where);
        assertThat(trial.plan(ResponseStep.REVOKE)).isEqualTo("delete " + where);
        assertThat(IAM.calls()).isEmpty();
    }

    @Test
    void makes_a_suspended_key_inactive() {
        assertThat(trial.execute(ResponseStep.SUSPEND, ON)).isEqualTo(new Done(THE_KEY + " is disabled"));
        assertThat(IAM.bodies()).containsExactly(LIST, DISABLE);
        assertThat(IAM.calls()).containsOnly("POST /");
    }

    /** Signed again with what arrived, the host included: what was signed is what was sent. */
    @Test
    void signs_what_it_sends() {
        trial.execute(ResponseStep.SUSPEND, ON);

        for (LoggedRequest request : IAM.requests()) {
            Map<String, String> again = new Signer(OWN, "us-east-1", "iam")
                    .sign(
                            "POST",
                            URI.create("http://" + request.getHeader("Host") + "/"),
                            Map.of("Content-Type", request.getHeader("Content-Type")),
                            request.getBodyAsString().getBytes(UTF_8),
                            Trial.NOW);
            assertThat(request.getHeader("Authorization"))
                    .isEqualTo(again.get("Authorization"))
                    .contains("/20260504/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date");
            assertThat(request.getHeader("X-Amz-Date")).isEqualTo("20260504T100000Z");
        }
    }

    @Test
    void deletes_a_revoked_key() {
        assertThat(trial.execute(ResponseStep.REVOKE, ON)).isEqualTo(new Done(THE_KEY + " is deleted"));
        assertThat(IAM.bodies()).containsExactly(LIST, DELETE);
    }

    @Test
    void is_seen_and_undone() {
        IamAnswers.scenario(IAM, "Status=Inactive", STARTED, "Inactive");
        IamAnswers.scenario(IAM, "Status=Active", "Inactive", STARTED);

        assertThat(trial.standing(ResponseStep.SUSPEND, null)).isEqualTo(new Known(false, ON));
        assertThat(trial.execute(ResponseStep.SUSPEND, ON)).isInstanceOf(Done.class);
        assertThat(trial.standing(ResponseStep.SUSPEND, ON)).isEqualTo(new Known(true, state(Status.OFF)));
        assertThat(trial.standing(ResponseStep.REVOKE, ON)).isEqualTo(new Known(false, state(Status.OFF)));
        assertThat(trial.undo(ResponseStep.SUSPEND, ON)).isEqualTo(new Done(THE_KEY + " is enabled"));
        assertThat(trial.undo(ResponseStep.SUSPEND, ON)).isEqualTo(new Done(THE_KEY + " was enabled already"));
        assertThat(IAM.bodies()).containsOnlyOnce(DISABLE, ENABLE);
    }

    @Test
    void is_done_when_the_key_went_between_the_look_and_the_call() {
        on("DeleteAccessKey", IamAnswers.error(404, "NoSuchEntity"));

        assertThat(trial.execute(ResponseStep.REVOKE, ON)).isInstanceOf(Done.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | Throttling                    | TryAgain | HTTP 400: too many calls
            400 | RequestExpired                | TryAgain | HTTP 400 (expected: a clock that is right)
            403 | InvalidClientTokenId          | TryAgain | HTTP 403: AWS does not accept the sink's own access key
            403 | ExpiredToken                  | TryAgain | HTTP 403: AWS does not accept the sink's own access key
            403 | SignatureDoesNotMatch         | TryAgain | HTTP 403: AWS does not accept the sink's own access key
            403 | AccessDenied                  | Refused  | HTTP 403: the sink's user is not allowed to (expected: iam:ListAccessKeys
            404 | NoSuchEntity                  | Refused  | HTTP 404: it is not there
            409 | LimitExceeded                 | TryAgain | HTTP 409
            400 | ValidationError               | Refused  | HTTP 400
            500 | ServiceFailure                | TryAgain | HTTP 500
            503 | ServiceUnavailable            | TryAgain | HTTP 503
            """)
    void tells_what_went_wrong_and_whether_another_try_may_help(
            int status, String code, String outcome, String answer) {
        on("UpdateAccessKey", IamAnswers.error(status, code));

        Outcome told = trial.execute(ResponseStep.SUSPEND, null);

        assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(told.answer())
                .startsWith("setting to Inactive " + THE_KEY + ": " + code + ": " + answer)
                .doesNotContain("SECRET");
    }

    @Test
    void waits_as_long_as_it_is_asked_to() {
        on("ListAccessKeys", IamAnswers.error(503, "ServiceUnavailable").withHeader("Retry-After", "60"));

        assertThat(trial.execute(ResponseStep.SUSPEND, null))
                .isEqualTo(new TryAgain(
                        "looking for " + THE_KEY + ": ServiceUnavailable: HTTP 503", Trial.NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECRET",
                "<html>SECRET</html>",
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><r><AccessKeyMetadata>&x;</AccessKeyMetadata></r>",
                "<r><AccessKeyMetadata/><IsTruncated>true</IsTruncated></r>",
                "<r><AccessKeyMetadata><member><AccessKeyId>" + IamAnswers.ID
                        + "</AccessKeyId><Status>SECRET</Status></member></AccessKeyMetadata></r>"
            })
    void changes_nothing_after_an_answer_that_makes_no_sense(String body) {
        on("ListAccessKeys", ok(body));

        assertThat(trial.execute(ResponseStep.REVOKE, null))
                .isNotInstanceOf(Done.class)
                .satisfies(told -> assertThat(told.answer()).doesNotContain("SECRET"));
        assertThat(trial.standing(ResponseStep.REVOKE, null)).isInstanceOf(Unknown.class);
        assertThat(IAM.bodies()).containsOnly(LIST);
    }

    @Test
    void reads_no_file_that_an_answer_names_and_shows_no_code_that_is_none() {
        on(
                "UpdateAccessKey",
                aResponse()
                        .withStatus(403)
                        .withBody("<!DOCTYPE r [<!ENTITY x \"AccessDenied\">]><r><Code>&x;</Code></r>"));
        assertThat(trial.execute(ResponseStep.SUSPEND, null).answer()).endsWith(THE_KEY + ": HTTP 403");

        on("UpdateAccessKey", aResponse().withStatus(403).withBody("<r><Code>my SECRET</Code></r>"));
        assertThat(trial.execute(ResponseStep.SUSPEND, null).answer()).endsWith(THE_KEY + ": HTTP 403");
    }

    @Test
    void does_not_know_how_a_key_stands_when_nobody_answers() {
        on("ListAccessKeys", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(trial.standing(ResponseStep.SUSPEND, null)).isEqualTo(new Unknown("no answer: SocketException"));
    }

    @Test
    void does_not_go_to_a_private_address_unless_the_settings_say_so() {
        connector.close();
        begin(false);

        assertThat(trial.execute(ResponseStep.SUSPEND, null))
                .isEqualTo(new TryAgain("no answer: RefusedAddressException", null));
        assertThat(IAM.calls()).isEmpty();
    }

    private static void on(String action, ResponseDefinitionBuilder answer) {
        IAM.stubFor(post(urlEqualTo("/"))
                .withRequestBody(containing("Action=" + action + "&"))
                .willReturn(answer));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keysurge.aws.AwsSettings.Credentials;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.Reach;
import io.keysurge.errand.SecretText;
import io.keysurge.fixture.TargetStub;
import io.keysurge.fixture.Trial;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.Endpoint;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Outcome.Done;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Runs only where somebody started moto and says where: {@code -Dkeysurge.moto.url=http://127.0.0.1:5000}. */
@DisplayName("The AWS IAM connector, at moto's IAM")
class AwsOnMotoTest {

    private static final String URL = System.getProperty("keysurge.moto.url", "");
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");
    private static final Credentials OWN =
            new Credentials("AKIAKEYSURGEKEYSURGE", SecretText.parse("secret", "a secret"), null);

    @Test
    void suspends_gives_back_and_revokes() throws IOException {
        assumeTrue(!URL.isEmpty(), "no moto here: start `moto_server` and set -Dkeysurge.moto.url");
        Reach reach = new Reach(Endpoint.parse(URL), true, Duration.ofSeconds(5), Duration.ofSeconds(20));
        String user = "billing-" + UUID.randomUUID();
        String key;
        try (OneShotClient http = reach.client("aws")) {
            call(http, reach, "Action=CreateUser&Version=2010-05-08&UserName=" + user);
            Element made = call(http, reach, "Action=CreateAccessKey&Version=2010-05-08&UserName=" + user);
            key = user + "/" + Xml.text(made, "AccessKeyId");
        }
        try (AwsConnector connector = new AwsConnector(
                new AwsSettings(reach, "us-east-1", OWN, Map.of("nhi-42", key), Duration.ZERO),
                InstantSource.system())) {
            Trial trial = Trial.on("nhi-42", connector);
            Known before = (Known) trial.standing(ResponseStep.SUSPEND, null);
            assertThat(before.inEffect()).isFalse();

            assertThat(trial.execute(ResponseStep.SUSPEND, before.state())).isInstanceOf(Done.class);
            assertThat(((Known) trial.standing(ResponseStep.SUSPEND, null)).inEffect())
                    .isTrue();
            assertThat(trial.undo(ResponseStep.SUSPEND, before.state())).isInstanceOf(Done.class);
            assertThat(trial.standing(ResponseStep.SUSPEND, null)).isEqualTo(before);

            assertThat(trial.execute(ResponseStep.REVOKE, before.state())).isInstanceOf(Done.class);
            assertThat(((Known) trial.standing(ResponseStep.REVOKE, null)).inEffect())
                    .isTrue();
        }
    }

    private static Element call(OneShotClient http, Reach reach, String form) throws IOException {
        Request request = Request.of("POST", reach.uri("/")).withForm(form);
        Map<String, String> signature = new Signer(OWN, "us-east-1", "iam")
                .sign("POST", reach.uri("/"), FORM, form.getBytes(UTF_8), Instant.now());
        for (Map.Entry<String, String> header : signature.entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        Answer answer = http.callAndRead(request, Deadline.in(TargetStub.DEADLINE));
        assertThat(answer.isSuccess()).isTrue();
        return Xml.parse(answer.body()).orElseThrow();
    }
}

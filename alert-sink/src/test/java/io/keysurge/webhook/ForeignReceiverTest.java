// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs where Node is and somebody has fetched the library; it fetches nothing itself. */
@DisplayName("A webhook's receiver that uses the standardwebhooks library for Node")
class ForeignReceiverTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final Path PROGRAM = Path.of("src", "test", "foreign-verifier", "verify.cjs");
    private static final Path LIBRARY = Path.of("target", "foreign-verifier", "node_modules", "standardwebhooks");
    private static final String HOW =
            "(in alert-sink: npm install --prefix target/foreign-verifier standardwebhooks@1.1.1)";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_SECRET = "whsec_" + "A".repeat(32);

    private final Instant now = Instant.now(); // the library looks at its own clock

    @BeforeAll
    static void needNodeAndTheLibrary() throws Exception {
        assumeThat(LIBRARY).as("the library was not fetched " + HOW).isDirectory();
        assumeThat(nodeAnswers()).as("node is not installed").isTrue();
        assertThat(new JsonMapper()
                        .readTree(LIBRARY.resolve("package.json").toFile())
                        .path("version")
                        .asText())
                .isEqualTo("1.1.1");
    }

    @Test
    void takes_what_is_sent_and_nothing_that_was_changed() throws Exception {
        LoggedRequest sent = send(SECRET);
        String body = sent.getBodyAsString();

        assertThat(exitCode(SECRET, sent, body)).isZero();
        assertThat(exitCode(SECRET, sent, body.replace("nhi-42", "nhi-43"))).isNotZero();
        assertThat(exitCode(OTHER_SECRET, sent, body)).isNotZero();
    }

    @Test
    void takes_it_by_either_secret_while_secrets_are_exchanged() throws Exception {
        LoggedRequest sent = send(OTHER_SECRET, SECRET);

        assertThat(exitCode(SECRET, sent, sent.getBodyAsString())).isZero();
        assertThat(exitCode(OTHER_SECRET, sent, sent.getBodyAsString())).isZero();
    }

    private LoggedRequest send(String... secrets) {
        Alert alert = Alerts.spike("alert-1", "nhi-42", now);
        ActionRecord intent = Actions.intent(alert, ResponseStep.SUSPEND, now);
        SERVER.stubFor(post("/hook").willReturn(aResponse().withStatus(204)));
        WebhookSettings settings = new WebhookSettings(
                WebhookTarget.parse(SERVER.url("/hook")),
                WebhookFormat.KEYSURGE,
                List.of(secrets).stream().map(WebhookSecret::parse).toList(),
                true,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
        try (WebhookConnector webhook = new WebhookConnector(settings, InstantSource.system())) {
            webhook.execute(intent, alert, intent.getActionId());
        }
        return SERVER.findAll(postRequestedFor(urlEqualTo("/hook"))).get(0);
    }

    private static int exitCode(String secret, LoggedRequest sent, String body) throws Exception {
        Map<String, String> headers = Map.of(
                "webhook-id", sent.getHeader("webhook-id"),
                "webhook-timestamp", sent.getHeader("webhook-timestamp"),
                "webhook-signature", sent.getHeader("webhook-signature"));
        Path log = Files.createTempFile("foreign-verifier", ".log");
        Process node = new ProcessBuilder(
                        "node", PROGRAM.toString(), LIBRARY.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var input = node.getOutputStream()) {
            input.write(new JsonMapper()
                    .writeValueAsString(Map.of("secret", secret, "headers", headers, "body", body))
                    .getBytes(UTF_8));
        }
        int exit = node.waitFor();
        String said = Files.readString(log);
        Files.delete(log);
        // Any other end says nothing about the signature.
        assertThat(exit == 0 ? said.isEmpty() : said.contains("WebhookVerificationError"))
                .as(said)
                .isTrue();
        return exit;
    }

    private static boolean nodeAnswers() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

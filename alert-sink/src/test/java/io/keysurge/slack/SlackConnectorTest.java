// SPDX-License-Identifier: Apache-2.0
package io.keysurge.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.http.Endpoint;
import io.keysurge.notice.Notice;
import io.keysurge.revoke.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A channel that understands Slack's incoming webhooks")
class SlackConnectorTest {

    @RegisterExtension
    static final WireMockExtension CHANNEL = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");
    private static final String PATH = "/services/T0/B0/SECRET";

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final SlackSettings settings = new SlackSettings(
            Endpoint.parse("http://127.0.0.1:" + CHANNEL.getPort() + PATH),
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    private final SlackConnector connector = new SlackConnector(settings, InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        connector.close();
    }

    @Test
    void is_told_what_happened_as_text_and_as_blocks() {
        CHANNEL.stubFor(post(PATH).willReturn(aResponse().withStatus(200).withBody("ok")));

        assertThat(tell(alert)).isEqualTo(new Outcome.Done("HTTP 200"));

        CHANNEL.verify(postRequestedFor(urlEqualTo(PATH))
                .withRequestBody(matchingJsonPath("$.text"))
                .withRequestBody(matchingJsonPath("$.blocks[?(@.text.text == '[severity 5] TOKEN_SPIKE on nhi-42')]")));
    }

    @Test
    void calls_nobody_by_a_name_that_looks_like_markup() {
        Alert forged = Alerts.spike("alert-1", "<!channel> <https://evil.example|click>", NOW);

        var body = SlackConnector.body(Notice.of(Actions.intent(forged, ResponseStep.NOTIFY_RESPONDERS, NOW), forged));

        assertThat(body.path("text").asText()).doesNotContain("<!channel>").contains("&lt;!channel&gt;");
        assertThat(body.path("blocks").findValuesAsText("type")).doesNotContain("mrkdwn");
    }

    @ParameterizedTest
    @CsvSource({
        "400,Refused",
        "403,Refused",
        "404,Refused",
        "410,Refused",
        "302,TryAgain",
        "429,TryAgain",
        "500,TryAgain"
    })
    void is_told_again_only_where_that_may_help_and_its_secret_path_is_never_shown(int status, String outcome) {
        CHANNEL.stubFor(post(PATH)
                .willReturn(aResponse().withStatus(status).withHeader("Location", "http://169.254.169.254/")));

        Outcome seen = tell(alert);

        assertThat(seen.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(seen + settings.toString() + settings.shown()).doesNotContain("SECRET");
        CHANNEL.verify(1, postRequestedFor(urlEqualTo(PATH)));
    }

    private Outcome tell(Alert about) {
        return connector.execute(Actions.intent(about, ResponseStep.NOTIFY_RESPONDERS, NOW), about, "key");
    }
}

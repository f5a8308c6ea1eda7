// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.fixture.Alerts;
import io.keysurge.local.LocalCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The group puts a member out after six seconds without a poll, and the target in trouble takes longer than that. */
@DisplayName("A sink with one target in every kind of trouble and one that is well")
class TroubledTargetIT {

    @RegisterExtension
    static final WireMockExtension TROUBLED = target();

    @RegisterExtension
    static final WireMockExtension WELL = target();

    /** What a redirect leads to, were it followed. */
    @RegisterExtension
    static final WireMockExtension METADATA = target();

    private static final int DEADLINE_MILLIS = 8_000;
    private static final int TEN_MEGABYTES = 10_000_000;

    private SinkWorld world;

    private static WireMockExtension target() {
        return WireMockExtension.newInstance()
                .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
                .build();
    }

    @BeforeEach
    void begin() throws Exception {
        world = new SinkWorld(LocalCluster.shared());
        WELL.stubFor(post("/slack").willReturn(ok("ok")));
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void keeps_its_place_in_the_group_tells_the_one_that_is_well_at_once_and_the_other_when_it_recovers()
            throws Exception {
        Map<String, ResponseDefinitionBuilder> troubles = Map.of(
                "nhi-hangs", aResponse().withFixedDelay(3 * DEADLINE_MILLIS).withStatus(204),
                "nhi-resets", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                "nhi-fails", aResponse().withStatus(500),
                "nhi-busy", aResponse().withStatus(429).withHeader("Retry-After", "3"),
                "nhi-leads-away", aResponse().withStatus(302).withHeader("Location", METADATA.url("/latest/meta-data")),
                "nhi-talks", aResponse().withStatus(503).withBody("x".repeat(TEN_MEGABYTES)));
        troubles.forEach((identity, trouble) -> TROUBLED.stubFor(post("/hook")
                .withRequestBody(matchingJsonPath("$.data.action.identity_id", equalTo(identity)))
                .willReturn(trouble)));
        world.start(settings());
        world.awaitLedger(ledger -> assertThat(members()).hasSize(1));
        Set<String> before = members();

        Instant raised = Instant.now();
        world.raise(troubles.keySet().stream()
                .sorted()
                .map(identity -> Alerts.alert(AlertType.NEW_MODEL, 3, "on-" + identity, identity, raised))
                .toArray(Alert[]::new));

        world.awaitLedger(ledger -> assertThat(newest(ledger, "slack"))
                .hasSize(troubles.size())
                .allSatisfy(action -> assertThat(action.getState()).isEqualTo(ActionState.EXECUTED)));
        assertThat(newest(world.ledger(), "webhook"))
                .as("the target in trouble, when the other was told of everything")
                .noneMatch(action -> action.getState() == ActionState.EXECUTED);
        world.awaitLedger(ledger -> assertThat(newest(ledger, "webhook"))
                .allSatisfy(action -> assertThat(action.getOutcome()).isNotNull()));
        assertThat(members()).isEqualTo(before);

        TROUBLED.resetAll();
        TROUBLED.stubFor(post("/hook").willReturn(aResponse().withStatus(204)));

        world.awaitLedger(ledger -> assertThat(newest(ledger, "webhook"))
                .hasSize(troubles.size())
                .allSatisfy(action -> assertThat(action.getState()).isEqualTo(ActionState.EXECUTED)));
        METADATA.verify(0, anyRequestedFor(anyUrl()));
        assertThat(members()).isEqualTo(before);
        assertThat(Duration.between(raised, Instant.now())).isGreaterThan(Duration.ofMillis(DEADLINE_MILLIS));
    }

    private Set<String> members() {
        try {
            return world.members();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ActionRecord> newest(List<ActionRecord> ledger, String connector) {
        Map<String, ActionRecord> newest = new TreeMap<>();
        ledger.stream()
                .filter(action -> action.getConnector().equals(connector))
                .forEach(action -> newest.put(action.getActionId(), action));
        return List.copyOf(newest.values());
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "sink.mode", "live",
                "kafka.max.poll.interval.ms", "6000",
                "sink.slack.webhook", WELL.url("/slack"),
                "sink.slack.mode", "live",
                "sink.slack.allow.private", "true"));
        settings.putAll(Map.of(
                "sink.webhook.url", TROUBLED.url("/hook"),
                "sink.webhook.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "sink.webhook.allow.private", "true",
                "sink.webhook.deadline.ms", Integer.toString(DEADLINE_MILLIS),
                "sink.webhook.retry.waits.ms", "0,2000,2000,2000,2000,2000,2000,2000,2000"));
        return settings;
    }
}

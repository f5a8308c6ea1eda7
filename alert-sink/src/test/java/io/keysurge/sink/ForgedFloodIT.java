// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Alerts;
import io.keysurge.local.LocalCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody writes alerts of the kind that needs no second signal, with every identity described as one that may be
 * stopped. 1,000 of them; {@code -Dkeysurge.flood=10000} for as many as that.
 */
@DisplayName("A flood of forged alerts at a live sink")
class ForgedFloodIT {

    @RegisterExtension
    static final WireMockExtension ENDPOINT = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final Logger LOG = LoggerFactory.getLogger(ForgedFloodIT.class);
    private static final int FLOOD = Integer.getInteger("keysurge.flood", 1_000);
    private static final int BATCH = 500;
    private static final int EVERY_BREAK_GLASS = 10;

    /** What the settings allow within ten minutes when nobody changes them. */
    private static final int MOST_ACTED_ON = 5;

    private static final int MOST_TOLD = 10;

    private SinkWorld world;

    @BeforeEach
    void begin() throws Exception {
        world = new SinkWorld(LocalCluster.shared());
        ENDPOINT.stubFor(post("/hook").willReturn(aResponse().withStatus(204)));
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void opens_the_breaker_pages_once_more_and_leaves_break_glass_identities_alone() {
        world.register(
                IntStream.range(0, FLOOD).mapToObj(ForgedFloodIT::identity).toArray(IdentityRecord[]::new));
        world.start(settings());
        Instant began = Instant.now();
        for (int from = 0; from < FLOOD; from += BATCH) {
            world.forge(IntStream.range(from, Math.min(FLOOD, from + BATCH))
                    .mapToObj(ForgedFloodIT::forged)
                    .toArray(Alert[]::new));
        }

        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(world.ledger().stream()
                                .map(ActionRecord::getAlertId)
                                .distinct())
                        .hasSize(FLOOD));
        LOG.info(
                "{} alerts decided on {} s after the first",
                FLOOD,
                Duration.between(began, Instant.now()).toSeconds());
        world.awaitLedger(ledger ->
                assertThat(newest(ledger).values()).noneMatch(action -> action.getState() == ActionState.EXECUTING));
        List<ActionRecord> suspensions = newest(world.ledger()).values().stream()
                .filter(action -> action.getStep() == ResponseStep.SUSPEND)
                .toList();

        assertThat(suspensions).hasSize(FLOOD);
        assertThat(suspensions)
                .filteredOn(action -> action.getState() == ActionState.EXECUTED)
                .hasSize(MOST_ACTED_ON)
                .noneMatch(action -> isBreakGlass(action.getIdentityId()));
        assertThat(suspensions)
                .filteredOn(action -> action.getState() == ActionState.PROPOSED)
                .hasSize(FLOOD - MOST_ACTED_ON)
                .allSatisfy(action -> assertThat(heldBackBy(action))
                        .contains(isBreakGlass(action.getIdentityId()) ? "protected-identity" : "blast-radius"));
        ENDPOINT.verify(
                MOST_ACTED_ON,
                postRequestedFor(urlEqualTo("/hook"))
                        .withRequestBody(matchingJsonPath("$.type", equalTo("action.suspend"))));
        ENDPOINT.verify(
                MOST_TOLD + 1,
                postRequestedFor(urlEqualTo("/hook"))
                        .withRequestBody(matchingJsonPath("$.type", equalTo("action.notify_responders")))
                        .withRequestBody(matchingJsonPath("$.data.action.tells_of", absent())));
        assertThat(world.ledger())
                .filteredOn(action -> action.getState() == ActionState.EXECUTED
                        && action.getGuardRails().stream()
                                .anyMatch(check -> check.getReason().contains("this is the last page for now")))
                .hasSize(1);
    }

    private static Map<String, ActionRecord> newest(List<ActionRecord> ledger) {
        return ledger.stream()
                .collect(Collectors.toMap(
                        ActionRecord::getActionId, Function.identity(), (older, newer) -> newer, TreeMap::new));
    }

    private static List<String> heldBackBy(ActionRecord action) {
        return action.getGuardRails().stream()
                .filter(check -> !check.getPassed())
                .map(GuardRailCheck::getGuardRail)
                .toList();
    }

    private static IdentityRecord identity(int number) {
        String id = "nhi-" + number;
        return IdentityRecord.newBuilder()
                .setIdentityId(id)
                .setCriticality(isBreakGlass(id) ? Criticality.BREAK_GLASS : Criticality.LOW)
                .build();
    }

    private static boolean isBreakGlass(String identityId) {
        return Integer.parseInt(identityId.substring("nhi-".length())) % EVERY_BREAK_GLASS == 0;
    }

    private static Alert forged(int number) {
        return Alerts.alert(AlertType.EXPOSED_KEY_USED, 5, "forged-" + number, "nhi-" + number, Instant.now());
    }

    private static Map<String, String> settings() {
        return Map.of(
                "sink.mode",
                "live",
                "sink.webhook.url",
                "http://127.0.0.1:" + ENDPOINT.getPort() + "/hook",
                "sink.webhook.secret",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "sink.webhook.allow.private",
                "true");
    }
}

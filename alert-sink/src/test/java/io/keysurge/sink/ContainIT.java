// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Alerts;
import io.keysurge.local.LocalCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Containment, with real usage on a real broker")
class ContainIT {

    @RegisterExtension
    static final WireMockExtension ENDPOINT = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

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
    void is_measured_when_the_identity_has_gone_quiet() throws Exception {
        world.use("nhi-1", Instant.now().minusSeconds(1), 4_000);
        world.use("nhi-2", Instant.now().plusSeconds(60), 9); // another's use is none of this one's
        world.start(live());

        world.raise(exposed("a-1", "nhi-1"));

        world.awaitLedger(ledger -> assertThat(suspensions(ledger)).last().satisfies(action -> {
            assertThat(action.getState()).isEqualTo(ActionState.EXECUTED);
            assertThat(action.getContainment()).isNotNull();
            assertThat(action.getContainment().getQuiet()).isTrue();
            assertThat(action.getContainment().getLastUseAt()).isNotNull();
            assertThat(action.getContainment().getTimeToContainMs()).isBetween(0L, 10_000L);
        }));
        ENDPOINT.verify(1, suspending("nhi-1"));
        assertThat(world.operate(
                        "actions", "show", suspensions(world.ledger()).get(0).getActionId()))
                .contains("usage     usage went quiet: contained");
    }

    @Test
    void is_tried_again_and_then_left_to_a_person_when_the_identity_goes_on() throws Exception {
        world.use("nhi-1", Instant.now().minusSeconds(1), 4_000);
        world.start(live());
        ScheduledExecutorService thief = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = thief.scheduleAtFixedRate(() -> use("nhi-1"), 0, 300, TimeUnit.MILLISECONDS);

            world.raise(exposed("a-1", "nhi-1"));

            world.awaitLedger(ledger -> assertThat(suspensions(ledger)).last().satisfies(action -> {
                assertThat(action.getState()).isEqualTo(ActionState.PARKED);
                assertThat(action.getReason()).startsWith("USE_AFTER_REVOCATION");
                assertThat(action.getContainment().getRuns()).isEqualTo(3);
            }));
        } finally {
            thief.shutdownNow();
        }
        ENDPOINT.verify(3, suspending("nhi-1"));
        assertThat(suspensions(world.ledger()))
                .extracting(ActionRecord::getActionId)
                .containsOnly(suspensions(world.ledger()).get(0).getActionId());
    }

    @Test
    void is_a_persons_own_decision_where_no_alert_asks_for_it() throws Exception {
        world.use("nhi-1", Instant.now(), 10);
        Map<String, String> settings = live();
        settings.put("sink.never.auto.act.identities", "nhi-safe");
        world.register(identity("nhi-1").build());
        world.register(
                identity("nhi-glass").setCriticality(Criticality.BREAK_GLASS).build());
        world.start(settings);

        assertThat(world.operateWith(
                        settings, "contain", "nhi-1", "--step", "suspend", "--dry-run", "--reason", "a try"))
                .startsWith("0\n")
                .contains("send a signed SUSPEND for nhi-1", "Nobody is called: --dry-run");
        assertThat(world.operateWith(settings, "contain", "nhi-safe", "--step", "suspend", "--reason", "a try"))
                .startsWith("1\nnhi-safe: protected by sink.never.auto.act.identities");
        assertThat(world.operateWith(settings, "contain", "nhi-glass", "--step", "suspend", "--reason", "a try"))
                .startsWith("1\nnhi-glass: the identity is for break-glass use");
        assertThat(world.operateWith(settings, "contain", "nhi-typo", "--step", "suspend", "--reason", "a try"))
                .startsWith("1\nnhi-typo: the registry does not know the identity");
        assertThat(world.operateWith(settings, "contain", "nhi-1", "--step", "record", "--reason", "a try"))
                .startsWith("1\nstep: RECORD (expected: THROTTLE, SUSPEND or REVOKE)");
        ENDPOINT.verify(0, suspending("nhi-1"));

        assertThat(world.operateWith(
                        settings, "contain", "nhi-1", "--step", "suspend", "--as", "ada", "--reason", "seen on a dump"))
                .startsWith("0\n")
                .contains("APPROVED", "EXECUTED");
        ENDPOINT.verify(1, suspending("nhi-1"));
        world.awaitLedger(
                ledger -> assertThat(suspensions(ledger)).anyMatch(action -> action.getContainment() != null));
    }

    @Test
    void takes_two_people_where_it_cannot_be_undone() throws Exception {
        Map<String, String> settings = live();
        world.register(identity("nhi-1").build());
        world.start(settings);

        assertThat(world.operateWith(
                        settings, "contain", "nhi-1", "--step", "revoke", "--as", "ada", "--reason", "seen on a dump"))
                .startsWith("0\n")
                .contains("Approvals that are missing: 1");
        String id = world.ledger().get(0).getActionId();
        assertThat(world.operate("actions", "approve", id, "--as", "ada", "--reason", "sure"))
                .startsWith("1\nada approved it already");
        assertThat(world.operate("actions", "approve", id, "--as", "ben", "--reason", "sure"))
                .startsWith("0\n")
                .contains("EXECUTED");
    }

    @Test
    void can_be_taken_out_of_the_sinks_hands_and_given_back() throws Exception {
        ENDPOINT.stubFor(post("/hook").willReturn(aResponse().withStatus(503)));
        Map<String, String> settings = live();
        settings.put("sink.webhook.retry.waits.ms", "0,3000,3000,3000");
        world.start(settings);
        world.raise(exposed("a-1", "nhi-1"));
        world.awaitLedger(
                ledger -> assertThat(suspensions(ledger)).anyMatch(action -> "HTTP 503".equals(action.getOutcome())));
        String id = suspensions(world.ledger()).get(0).getActionId();

        assertThat(world.operate("actions", "park", id, "--as", "ada", "--reason", "I do it by hand"))
                .startsWith("0\n");
        ENDPOINT.stubFor(post("/hook").willReturn(aResponse().withStatus(204)));
        long parked = System.nanoTime();
        world.awaitLedger(ledger -> assertThat(System.nanoTime() - parked).isGreaterThan(5_000_000_000L));
        assertThat(suspensions(world.ledger())).last().satisfies(action -> {
            assertThat(action.getState()).isEqualTo(ActionState.PARKED);
            assertThat(action.getActor()).isEqualTo("ada");
        });

        assertThat(world.operate("actions", "resend", id, "--as", "ada", "--reason", "do it after all"))
                .startsWith("0\n")
                .contains("EXECUTED");
    }

    @Test
    void is_halted_by_a_halt_of_a_former_life() throws Exception {
        world.start(live());
        world.operate("halt", "--as", "ada", "--reason", "wait");
        world.stopAll();
        world.start(live());

        world.raise(exposed("a-1", "nhi-1"));

        world.awaitLedger(ledger -> assertThat(suspensions(ledger))
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.getState()).isEqualTo(ActionState.PROPOSED);
                    assertThat(action.getReason()).isEqualTo("held back by kill-switch");
                }));
        ENDPOINT.verify(0, suspending("nhi-1"));
    }

    private static IdentityRecord.Builder identity(String identityId) {
        return IdentityRecord.newBuilder().setIdentityId(identityId);
    }

    private void use(String identityId) {
        try {
            world.use(identityId, Instant.now(), 1_000);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Alert exposed(String alertId, String identityId) {
        Alert alert = Alerts.alert(AlertType.EXPOSED_KEY_USED, 4, alertId, identityId, Instant.now());
        alert.setLastEvent(new EventReference(null, world.usageTopic(), world.partitionOf(identityId), 0L));
        return alert;
    }

    private static RequestPatternBuilder suspending(String identityId) {
        return postRequestedFor(urlEqualTo("/hook"))
                .withRequestBody(matchingJsonPath("$.type", equalTo("action.suspend")))
                .withRequestBody(matchingJsonPath("$.data.action.identity_id", equalTo(identityId)));
    }

    private static List<ActionRecord> suspensions(List<ActionRecord> ledger) {
        return ledger.stream()
                .filter(action -> action.getStep() == ResponseStep.SUSPEND)
                .toList();
    }

    private static Map<String, String> live() {
        return new TreeMap<>(Map.of(
                "sink.mode",
                "live",
                "sink.quiet.ms",
                "500",
                "sink.webhook.url",
                "http://127.0.0.1:" + ENDPOINT.getPort() + "/hook",
                "sink.webhook.secret",
                SECRET,
                "sink.webhook.allow.private",
                "true",
                "sink.webhook.retry.waits.ms",
                "0,200,200"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Alerts;
import io.keysurge.local.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A person at the operator's desk, beside a live sink")
class OperatorIT {

    @RegisterExtension
    static final WireMockExtension ENDPOINT = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant NOW = Instant.now();

    @TempDir
    private Path folder;

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
    void has_what_waits_carried_out_by_approving_it() {
        world.start(live());
        Alert woke = Alerts.alert(AlertType.DORMANT_WOKE, 4, "a-1", "nhi-1", NOW);
        world.raise(woke);
        world.awaitLedger(ledger -> assertThat(suspensions(ledger)).hasSize(1));
        String id = suspensions(world.ledger()).get(0).getActionId();

        assertThat(world.operate("actions", "list", "--waiting"))
                .startsWith("0\n")
                .contains(id.substring(0, 12), "nhi-1");
        assertThat(world.operate("actions", "show", id.substring(0, 12)))
                .contains("HELD approval", "a person has to approve SUSPEND for DORMANT_WOKE");
        assertThat(world.operate("actions", "approve", id, "--as", "ada", "--reason", "the owner confirms it"))
                .startsWith("0\n")
                .contains("APPROVED", "the owner confirms it", "EXECUTED");

        assertThat(suspensions(world.ledger()))
                .extracting(ActionRecord::getState, ActionRecord::getActor)
                .containsExactly(
                        tuple(ActionState.PROPOSED, "alert-sink"),
                        tuple(ActionState.APPROVED, "ada"),
                        tuple(ActionState.EXECUTING, "alert-sink"),
                        tuple(ActionState.EXECUTED, "alert-sink"));
        ENDPOINT.verify(1, postRequestedFor(anyUrl()).withRequestBody(containing("\"action.suspend\"")));
    }

    @Test
    void ends_the_matter_by_denying_it() {
        world.start(live());
        Alert woke = Alerts.alert(AlertType.DORMANT_WOKE, 4, "a-1", "nhi-1", NOW);
        world.raise(woke);
        world.awaitLedger(ledger -> assertThat(suspensions(ledger)).hasSize(1));
        String id = suspensions(world.ledger()).get(0).getActionId();

        assertThat(world.operate("actions", "deny", id, "--as", "ada", "--reason", "a known job"))
                .startsWith("0\n");
        assertThat(world.operate("actions", "approve", id, "--as", "ben", "--reason", "but"))
                .isEqualTo("1\ncannot approve an action that is DENIED (expected: PROPOSED)\n");
        world.raise(Alerts.next(woke, EpisodeState.ESCALATED));

        world.awaitLedger(ledger -> assertThat(ledger).anyMatch(action -> action.getAlertRevision() == 2));
        assertThat(suspensions(world.ledger()))
                .extracting(ActionRecord::getState)
                .containsExactly(ActionState.PROPOSED, ActionState.DENIED);
    }

    @Test
    void is_taken_for_a_no_after_the_time_for_approval() {
        Map<String, String> impatient = live();
        impatient.put("sink.approval.time.ms", "2000");
        world.start(impatient);
        world.raise(Alerts.alert(AlertType.DORMANT_WOKE, 4, "a-1", "nhi-1", NOW));

        world.awaitLedger(ledger -> assertThat(suspensions(ledger))
                .extracting(ActionRecord::getState)
                .containsExactly(ActionState.PROPOSED, ActionState.EXPIRED));
    }

    @Test
    void stops_every_sink_and_lets_them_go_on() {
        world.start(live());
        world.start(live());
        assertThat(world.operate("halt", "--as", "ada", "--reason", "something is wrong"))
                .startsWith("0\nHalted.");
        long halted = System.nanoTime();
        Alert first = Alerts.alert(AlertType.RUNAWAY_LOOP, 4, "a-0", "nhi-0", NOW);

        // In force within five seconds, so what is raised then is held back.
        world.awaitLedger(ledger -> assertThat(System.nanoTime() - halted).isGreaterThan(5_000_000_000L));
        world.raise(first, Alerts.next(first, EpisodeState.ESCALATED));
        world.awaitLedger(ledger -> assertThat(protective(ledger))
                .filteredOn(action -> action.getAlertRevision() == 2)
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.getState()).isEqualTo(ActionState.PROPOSED);
                    assertThat(action.getGuardRails())
                            .filteredOn(check -> !check.getPassed())
                            .extracting(GuardRailCheck::getGuardRail, GuardRailCheck::getReason)
                            .contains(tuple("kill-switch", "halted by ada: something is wrong"));
                }));

        assertThat(world.operate("resume", "--as", "ada", "--reason", "mended")).startsWith("0\n");
        long resumed = System.nanoTime();
        world.awaitLedger(ledger -> assertThat(System.nanoTime() - resumed).isGreaterThan(2_000_000_000L));
        Alert second = Alerts.alert(AlertType.RUNAWAY_LOOP, 4, "a-1", "nhi-1", Instant.now());
        world.raise(second, Alerts.next(second, EpisodeState.ESCALATED));
        world.awaitLedger(ledger -> assertThat(protective(ledger))
                .anyMatch(action -> action.getAlertId().equals("a-1") && action.getState() == ActionState.EXECUTED));
    }

    @Test
    void holds_calls_that_wait_for_their_next_try_too() {
        ENDPOINT.stubFor(post("/hook").willReturn(aResponse().withStatus(503)));
        Map<String, String> settings = live();
        settings.put("sink.webhook.retry.waits.ms", "0,7000,200");
        world.start(settings);
        Alert loop = Alerts.alert(AlertType.RUNAWAY_LOOP, 4, "a-1", "nhi-1", NOW);
        world.raise(loop, Alerts.next(loop, EpisodeState.ESCALATED));
        world.awaitLedger(
                ledger -> assertThat(protective(ledger)).anyMatch(action -> "HTTP 503".equals(action.getOutcome())));
        world.operate("halt", "--as", "ada", "--reason", "wait");
        ENDPOINT.stubFor(post("/hook").willReturn(aResponse().withStatus(204)));

        // The page goes out at its next try, which is after that of the step that is held.
        world.awaitLedger(ledger -> assertThat(ledger)
                .anyMatch(action -> action.getStep() == ResponseStep.NOTIFY_RESPONDERS
                        && action.getState() == ActionState.EXECUTED));
        assertThat(protective(world.ledger())).noneMatch(action -> action.getState() == ActionState.EXECUTED);

        world.operate("resume", "--as", "ada", "--reason", "go on");
        world.awaitLedger(
                ledger -> assertThat(protective(ledger)).anyMatch(action -> action.getState() == ActionState.EXECUTED));
    }

    @Test
    void sees_that_the_audit_chain_tells_everything_that_the_ledger_does() throws Exception {
        world.start(live());
        world.raise(Alerts.alert(AlertType.DORMANT_WOKE, 4, "a-1", "nhi-1", NOW));
        world.awaitLedger(ledger -> assertThat(suspensions(ledger)).hasSize(1));
        String id = suspensions(world.ledger()).get(0).getActionId();
        world.operate("actions", "approve", id, "--as", "ada", "--reason", "seen");
        world.stopAll();
        world.forgetAuditOffsets(); // as a broker does of a group that was away for a week
        world.start(live());
        world.raise(Alerts.alert(AlertType.NEW_MODEL, 3, "a-2", "nhi-2", Instant.now()));
        world.operate("halt", "--as", "ada", "--reason", "enough");

        world.awaitLedger(ledger -> {
            assertThat(ledger)
                    .anyMatch(action -> action.getAlertId().equals("a-2") && action.getState() == ActionState.EXECUTED);
            assertThat(world.operate("audit", "verify"))
                    .startsWith("0\n")
                    .contains((ledger.size() + 1) + " records in")
                    .endsWith("all hold\n");
        });
        assertThat(world.operate("audit", "export"))
                .contains("\"actor\":\"ada\"", "\"decision\":\"LIVE APPROVED SUSPEND\"", "\"decision\":\"halt on\"");
    }

    @Test
    void learns_what_a_policy_would_have_done_before_anything_is_live() throws Exception {
        world.raise(
                Alerts.alert(AlertType.EXPOSED_KEY_USED, 4, "a-1", "nhi-1", NOW.minusSeconds(3_600)),
                Alerts.alert(AlertType.EXPOSED_KEY_USED, 4, "a-2", "nhi-2", NOW.minusSeconds(3_500)),
                Alerts.alert(AlertType.DORMANT_WOKE, 4, "a-3", "nhi-3", NOW.minusSeconds(60)));
        Path policy = Files.writeString(folder.resolve("policy.properties"), "sink.blast.radius.identities=1\n");

        assertThat(world.operate("policy", "test"))
                .startsWith("0\n")
                .contains(
                        "SUSPEND           would be taken for 2 identities", "approval             held back 1 steps");
        assertThat(world.operate("policy", "test", "--policy", policy.toString()))
                .contains(
                        "SUSPEND           would be taken for 1 identities", "blast-radius         held back 1 steps");
        assertThat(world.operate(
                        "policy", "test", "--from", NOW.minusSeconds(100).toString()))
                .contains("1 alert records decided on as if live.");
        assertThat(world.ledger()).isEmpty();
    }

    private static List<ActionRecord> suspensions(List<ActionRecord> ledger) {
        return ledger.stream()
                .filter(action -> action.getStep() == ResponseStep.SUSPEND)
                .toList();
    }

    private static List<ActionRecord> protective(List<ActionRecord> ledger) {
        return ledger.stream()
                .filter(action -> action.getStep() == ResponseStep.THROTTLE)
                .toList();
    }

    private static Map<String, String> live() {
        return new TreeMap<>(Map.of(
                "sink.mode",
                "live",
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

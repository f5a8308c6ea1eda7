// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Alerts;
import io.keysurge.local.LocalCluster;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The sink between a real broker and a real registry")
class AlertSinkIT {

    @RegisterExtension
    static final WireMockExtension ENDPOINT = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant NOW = Instant.now();

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
    void records_each_decision_once_in_dry_run_and_calls_nobody() {
        Alert spike = Alerts.spike("a-1", "nhi-1", NOW);
        Alert newModel = Alerts.alert(AlertType.NEW_MODEL, 3, "a-2", "nhi-2", NOW);
        world.raise(spike, newModel);
        world.start(webhook("dry-run"));

        world.awaitLedger(ledger -> assertThat(ledger)
                .extracting(ActionRecord::getAlertId, ActionRecord::getStep, ActionRecord::getState)
                .containsExactlyInAnyOrder(
                        tuple("a-1", ResponseStep.NOTIFY_RESPONDERS, ActionState.PROPOSED),
                        tuple("a-1", ResponseStep.SUSPEND, ActionState.PROPOSED),
                        tuple("a-2", ResponseStep.NOTIFY_RESPONDERS, ActionState.PROPOSED)));
        assertThat(world.ledger()).extracting(ActionRecord::getMode).containsOnly(ActionMode.DRY_RUN);

        world.stopAll();
        world.start(webhook("dry-run"));
        world.raise(Alerts.next(spike, EpisodeState.CLOSED), spike, newModel, Alerts.spike("a-3", "nhi-3", NOW));

        world.awaitLedger(ledger -> assertThat(ledger)
                .extracting(ActionRecord::getAlertId, ActionRecord::getAlertRevision, ActionRecord::getStep)
                .containsExactlyInAnyOrder(
                        tuple("a-1", 1, ResponseStep.NOTIFY_RESPONDERS),
                        tuple("a-1", 1, ResponseStep.SUSPEND),
                        tuple("a-2", 1, ResponseStep.NOTIFY_RESPONDERS),
                        tuple("a-1", 2, ResponseStep.RECORD),
                        tuple("a-3", 1, ResponseStep.NOTIFY_RESPONDERS),
                        tuple("a-3", 1, ResponseStep.SUSPEND)));
        ENDPOINT.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void decides_nothing_on_an_alert_of_an_aborted_transaction() {
        world.start(webhook("live"));
        world.raiseAndAbort(Alerts.spike("never-was", "nhi-1", NOW));
        world.raise(Alerts.spike("was", "nhi-1", NOW));

        world.awaitLedger(
                ledger -> assertThat(ledger).extracting(ActionRecord::getState).contains(ActionState.EXECUTED));
        assertThat(world.ledger()).extracting(ActionRecord::getAlertId).containsOnly("was");
        ENDPOINT.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void calls_a_live_webhook_once_with_a_signature_that_a_receiver_can_verify() throws Exception {
        world.start(webhook("live"));
        world.raise(Alerts.spike("a-1", "nhi-1", NOW));

        world.awaitLedger(ledger -> assertThat(ledger)
                .extracting(ActionRecord::getStep, ActionRecord::getMode, ActionRecord::getState)
                .containsExactlyInAnyOrder(
                        tuple(ResponseStep.NOTIFY_RESPONDERS, ActionMode.LIVE, ActionState.EXECUTING),
                        tuple(ResponseStep.NOTIFY_RESPONDERS, ActionMode.LIVE, ActionState.EXECUTED),
                        tuple(ResponseStep.SUSPEND, ActionMode.LIVE, ActionState.PROPOSED)));
        world.stopAll();
        world.rewind();
        world.start(webhook("live"));
        world.raise(Alerts.spike("a-2", "nhi-2", NOW));
        world.awaitLedger(ledger -> assertThat(ledger)
                .filteredOn(action -> action.getState() == ActionState.EXECUTED)
                .hasSize(2));

        List<LoggedRequest> calls = ENDPOINT.findAll(postRequestedFor(urlEqualTo("/hook")));
        assertThat(calls).hasSize(2);
        for (LoggedRequest call : calls) {
            assertThat(call.getHeader("webhook-signature")).isEqualTo("v1," + receiversOwnSignature(call));
        }
        assertThat(calls)
                .extracting(call -> call.getHeader("webhook-id"))
                .doesNotHaveDuplicates()
                .isSubsetOf(world.ledger().stream()
                        .filter(action -> action.getState() == ActionState.EXECUTED)
                        .map(ActionRecord::getActionId)
                        .toList());
    }

    @Test
    void takes_up_after_a_restart_what_was_under_way_with_the_same_id() {
        ENDPOINT.stubFor(post("/hook").willReturn(aResponse().withStatus(503)));
        world.start(webhook("live"));
        world.raise(Alerts.alert(AlertType.NEW_MODEL, 3, "a-1", "nhi-1", NOW));
        world.awaitLedger(ledger ->
                assertThat(ledger).extracting(ActionRecord::getOutcome).contains("HTTP 503"));
        world.stopAll();

        ENDPOINT.stubFor(post("/hook").willReturn(aResponse().withStatus(204)));
        Map<String, String> settings = new TreeMap<>(webhook("live"));
        settings.put("sink.webhook.retry.waits.ms", "0,1");
        world.start(settings);

        world.awaitLedger(ledger -> assertThat(ledger)
                .extracting(ActionRecord::getState, ActionRecord::getAttempt)
                .containsExactly(
                        tuple(ActionState.EXECUTING, 1),
                        tuple(ActionState.EXECUTING, 1),
                        tuple(ActionState.EXECUTING, 2),
                        tuple(ActionState.EXECUTED, 2)));
        assertThat(ENDPOINT.findAll(postRequestedFor(urlEqualTo("/hook"))))
                .hasSize(2)
                .extracting(call -> call.getHeader("webhook-id"))
                .containsOnly(world.ledger().get(0).getActionId());
    }

    @Test
    void passes_over_what_nobody_can_read() throws Exception {
        world.raiseRubbish("nhi-1", "no alert".getBytes(UTF_8));
        world.raiseRubbish("nhi-1", new byte[] {0, 0, 0, 0});
        world.raiseRubbish("nhi-1", null);
        world.raise(Alerts.spike("a-1", "nhi-1", NOW));

        SinkService sink = world.start(webhook("dry-run"));

        world.awaitLedger(ledger -> assertThat(ledger).hasSize(2));
        assertThat(SinkWorld.get(sink, "/metrics").body())
                .contains("keysurge_sink_alerts_undecodable_total")
                .contains("reason=\"NO_VALUE\"")
                .contains("reason=\"NOT_AVRO_FRAMED\"");
    }

    @Test
    void is_ready_when_it_has_its_partitions_and_has_read_the_ledger() throws Exception {
        SinkService sink = world.start(webhook("dry-run"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(SinkWorld.get(sink, "/readyz").statusCode()).isEqualTo(200));
        assertThat(SinkWorld.get(sink, "/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void neither_loses_nor_doubles_a_decision_when_it_is_killed(@TempDir Path directory) throws Exception {
        int alerts = 400;
        for (int part = 0; part < 4; part++) {
            int from = part * 100;
            world.raise(IntStream.range(from, from + 100)
                    .mapToObj(i -> Alerts.alert(AlertType.NEW_MODEL, 3, "a-" + i, "nhi-" + i % 7, NOW))
                    .toArray(Alert[]::new));
        }
        Process first = process(directory);
        world.awaitLedger(ledger -> assertThat(ledger).isNotEmpty());
        first.destroyForcibly().waitFor();

        Process second = process(directory);
        try {
            world.awaitLedger(ledger -> assertThat(ledger)
                    .extracting(ActionRecord::getAlertId)
                    .hasSize(alerts)
                    .doesNotHaveDuplicates());
        } finally {
            second.destroy();
            assertThat(second.waitFor()).as("exit code after SIGTERM").isZero();
        }
    }

    private Process process(Path directory) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AlertSink.class.getName()));
        world.settings(Map.of("kafka.max.poll.records", "5")).forEach((name, value) -> {
            command.add("--set");
            command.add(name + "=" + value);
        });
        File log = directory.resolve("sink.log").toFile();
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static Map<String, String> webhook(String mode) {
        return Map.of(
                "sink.mode",
                mode,
                "sink.webhook.url",
                ENDPOINT.url("/hook"),
                "sink.webhook.secret",
                "whsec_" + KEY,
                "sink.webhook.allow.private",
                "true",
                "sink.webhook.retry.waits.ms",
                "0,3600000");
    }

    /** What a receiver computes who has read the specification and not our code. */
    private static String receiversOwnSignature(LoggedRequest call) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        String content =
                call.getHeader("webhook-id") + "." + call.getHeader("webhook-timestamp") + "." + call.getBodyAsString();
        return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    }
}

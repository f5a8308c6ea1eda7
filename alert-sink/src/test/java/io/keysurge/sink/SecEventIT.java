// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Alerts;
import io.keysurge.local.LocalCluster;
import io.keysurge.local.process.Ports;
import io.keysurge.secevent.ForeignVerifier;
import io.keysurge.secevent.KeyPairs;
import io.keysurge.secevent.PollingReceiver;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Security events that a receiver collects from a real sink")
class SecEventIT {

    private static final String ISSUER = "https://keysurge.example";
    private static final String AUDIENCE = "https://receiver.example";
    private static final String OFTEN = ",500".repeat(100);
    private static final KeyPair PAIR = KeyPairs.ec("secp256r1");

    private final int port = Ports.free();
    private final PollingReceiver receiver = new PollingReceiver(port, "rx-SECRET");
    private final ForeignVerifier verifier = new ForeignVerifier(ISSUER, AUDIENCE, PAIR.getPublic(), "ES256");
    private SinkWorld world;

    @BeforeEach
    void begin() throws Exception {
        world = new SinkWorld(LocalCluster.shared());
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void are_offered_until_they_are_acknowledged_also_by_a_sink_that_was_started_anew() throws Exception {
        world.start(live("0,3600000" + OFTEN));
        world.raise(exposed());
        Map<String, JsonNode> before = collect(2);
        String id = suspensions().get(0).getActionId();
        assertThat(before).containsOnlyKeys(id, id + "-compromise");
        assertThat(suspensions()).extracting(ActionRecord::getState).doesNotContain(ActionState.EXECUTED);

        world.stopAll();
        world.start(live("0,3600000" + OFTEN));

        Map<String, JsonNode> after = collect(2);
        assertThat(after).isEqualTo(before);
        acknowledge(after);
        world.awaitLedger(ledger -> assertThat(suspensions()).last().satisfies(action -> {
            assertThat(action.getState()).isEqualTo(ActionState.EXECUTED);
            assertThat(action.getOutcome()).isEqualTo("the receiver acknowledged it");
        }));
    }

    @Test
    void are_taken_back_by_a_person() throws Exception {
        world.start(live("0" + OFTEN));
        world.raise(exposed());
        acknowledge(collect(2));
        world.awaitLedger(ledger -> assertThat(suspensions())
                .last()
                .extracting(ActionRecord::getState)
                .isEqualTo(ActionState.EXECUTED));
        String id = suspensions().get(0).getActionId();

        CompletableFuture<String> said = CompletableFuture.supplyAsync(
                () -> world.operate("actions", "undo", id, "--as", "ada", "--reason", "a drill"));
        Map<String, JsonNode> undoing = collect(1);
        acknowledge(undoing);

        assertThat(undoing).containsOnlyKeys(id + "-undo");
        assertThat(undoing.get(id + "-undo").path("events").toString()).contains("account-enabled");
        assertThat(said.get(60, SECONDS)).startsWith("0\n").contains("UNDONE");
    }

    private Alert exposed() {
        Alert alert = Alerts.alert(AlertType.EXPOSED_KEY_USED, 4, "a-1", "nhi-1", Instant.now());
        alert.setLastEvent(new EventReference(null, world.usageTopic(), world.partitionOf("nhi-1"), 0L));
        return alert;
    }

    /** Claims by id, of so many tokens as long polls bring them; of fewer when they do not come. */
    private Map<String, JsonNode> collect(int tokens) throws Exception {
        Map<String, JsonNode> claims = new HashMap<>();
        long end = System.nanoTime() + SECONDS.toNanos(60);
        while (claims.size() < tokens && System.nanoTime() < end) {
            JsonNode sets = receiver.poll("{}").path("sets");
            for (var each : sets.properties()) {
                claims.put(each.getKey(), verifier.verify(each.getValue().asText()));
            }
        }
        return claims;
    }

    private void acknowledge(Map<String, JsonNode> tokens) throws Exception {
        receiver.poll("{\"maxEvents\": 0, \"ack\": [\"" + String.join("\", \"", tokens.keySet()) + "\"]}");
    }

    private List<ActionRecord> suspensions() {
        return world.ledger().stream()
                .filter(action -> action.getStep() == ResponseStep.SUSPEND)
                .toList();
    }

    private Map<String, String> live(String waits) {
        return Map.of(
                "sink.mode",
                "live",
                "sink.secevent.mode",
                "live",
                "sink.secevent.poll.port",
                Integer.toString(port),
                "sink.secevent.deadline.ms",
                "500",
                "sink.secevent.token",
                "rx-SECRET",
                "sink.secevent.issuer",
                ISSUER,
                "sink.secevent.audience",
                AUDIENCE,
                "sink.secevent.key",
                KeyPairs.pem(PAIR),
                "sink.secevent.key.id",
                "key-1",
                "sink.webhook.retry.waits.ms",
                waits);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.local.LocalCluster;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector.Traits;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Commands on a real broker")
class CommandConnectorIT {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.500Z");
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final String topic = "commands-" + UUID.randomUUID();
    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord suspension = Actions.intent(alert, ResponseStep.SUSPEND, NOW);
    private final CommandTopic commands = new CommandTopic(topic, LocalCluster.shared());
    private final CommandConnector connector = connector(topic, DEADLINE);

    @BeforeEach
    void create() throws Exception {
        commands.create();
    }

    @AfterEach
    void close() {
        connector.close();
    }

    @Test
    void are_cloud_events_in_the_binary_mode_of_the_kafka_binding() throws Exception {
        assertThat(execute(suspension)).isEqualTo(new Done("written to " + topic + "-0 at offset 0"));

        ConsumerRecord<String, byte[]> command = commands.read(1).get(0);
        assertThat(command.key()).isEqualTo("nhi-42");
        assertThat(headers(command))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", suspension.getActionId(),
                        "ce_source", "urn:keysurge:alert-sink",
                        "ce_type", "io.keysurge.action.suspend",
                        "ce_subject", "nhi-42",
                        "ce_time", "2026-05-04T10:00:00.500Z",
                        "content-type", "application/json"));
        assertThat(json(command)).isEqualTo(new JsonMapper().readTree("""
                {"action_id": "%s",
                 "alert_id": "alert-1",
                 "alert_revision": 1,
                 "alert_type": "TOKEN_SPIKE",
                 "severity": 5,
                 "identity_id": "nhi-42",
                 "business_unit": null,
                 "credential_fingerprint": null,
                 "case_id": "alert-1",
                 "step": "SUSPEND",
                 "approvals": [],
                 "evidence": {"event_id": null, "topic": "keysurge.alerts", "partition": 3, "offset": 7},
                 "proposed_at": "2026-05-04T10:00:00.500Z",
                 "undo": false}""".formatted(suspension.getActionId())));
    }

    @Test
    void are_the_same_at_every_repetition() throws Exception {
        ActionRecord second = ActionMoves.callingAgain(
                ActionMoves.retryLater(suspension, "no answer", NOW, NOW), "again", NOW.plusSeconds(90));
        execute(suspension);
        execute(second);

        List<ConsumerRecord<String, byte[]>> both = commands.read(2);

        assertThat(headers(both.get(1))).isEqualTo(headers(both.get(0)));
        assertThat(json(both.get(1))).isEqualTo(json(both.get(0)));
    }

    @ParameterizedTest
    @CsvSource({"THROTTLE,io.keysurge.action.throttle.undo", "SUSPEND,io.keysurge.action.suspend.undo"})
    void are_taken_back_by_a_command_with_an_id_of_its_own(ResponseStep step, String type) throws Exception {
        ActionRecord action = Actions.intent(alert, step, NOW);
        execute(action);

        assertThat(connector.undo(action, action.getActionId() + "-undo")).isInstanceOf(Done.class);

        ConsumerRecord<String, byte[]> undoing = commands.read(2).get(1);
        assertThat(undoing.key()).isEqualTo("nhi-42");
        assertThat(headers(undoing))
                .containsEntry("ce_id", action.getActionId() + "-undo")
                .containsEntry("ce_type", type);
        assertThat(json(undoing).path("undo").booleanValue()).isTrue();
        assertThat(json(undoing).path("step").asText()).isEqualTo(step.name());
    }

    @Test
    void take_no_revocation_back() throws Exception {
        ActionRecord revocation = Actions.intent(alert, ResponseStep.REVOKE, NOW);
        execute(revocation);

        assertThat(connector.undo(revocation, "key-undo")).isInstanceOf(Refused.class);

        assertThat(commands.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ResponseStep.class,
            names = {"RECORD", "NOTIFY_OWNER", "NOTIFY_RESPONDERS"})
    void are_to_do_nothing_that_protects_nobody(ResponseStep step) throws Exception {
        assertThat(execute(Actions.intent(alert, step, NOW))).isEqualTo(new Refused("no command is to " + step));

        assertThat(commands.size()).isZero();
    }

    @Test
    void wait_for_a_topic_that_is_not_there() {
        try (CommandConnector nowhere = connector("nowhere-" + UUID.randomUUID(), Duration.ofMillis(500))) {
            long begin = System.nanoTime();

            assertThat(nowhere.execute(suspension, alert, "key")).isInstanceOf(TryAgain.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void wait_for_a_broker_that_does_not_answer() {
        Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:1");
        try (CommandConnector alone =
                new CommandConnector(new CommandSettings(topic, Duration.ofMillis(500)), nobody)) {
            assertThat(alone.execute(suspension, alert, "key")).isInstanceOf(TryAgain.class);
        }
    }

    @Test
    void are_refused_when_they_are_too_large_and_leave_the_connector_whole() throws Exception {
        ActionRecord huge = ActionRecord.newBuilder(suspension)
                .setCaseId("x".repeat(2_000_000))
                .build();

        assertThat(execute(huge))
                .isEqualTo(new Refused("the topic " + topic + " was not written: RecordTooLargeException"));

        assertThat(execute(suspension)).isInstanceOf(Done.class);
        assertThat(commands.size()).isEqualTo(1);
    }

    @Test
    void are_planned_without_writing() throws Exception {
        assertThat(connector.plan(ResponseStep.SUSPEND, AlertFacts.of(alert)))
                .isEqualTo("write a command to SUSPEND nhi-42 to the topic " + topic);
        assertThat(connector.traits()).isEqualTo(new Traits(true, true, false, false));
        assertThat(commands.size()).isZero();
    }

    private Outcome execute(ActionRecord action) {
        return connector.execute(action, alert, action.getActionId());
    }

    private static CommandConnector connector(String topic, Duration deadline) {
        return new CommandConnector(
                new CommandSettings(topic, deadline),
                Map.of("bootstrap.servers", LocalCluster.shared().bootstrapServers()));
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> command) {
        Map<String, String> headers = new TreeMap<>();
        command.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> command) throws Exception {
        return new JsonMapper().readTree(command.value());
    }
}

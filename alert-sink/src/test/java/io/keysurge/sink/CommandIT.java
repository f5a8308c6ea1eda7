// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.command.CommandTopic;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Alerts;
import io.keysurge.local.LocalCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Commands of a real sink")
class CommandIT {

    private final String topic = "commands-" + UUID.randomUUID();

    @Test
    void tell_to_suspend_and_to_take_it_back() throws Exception {
        CommandTopic commands = new CommandTopic(topic, LocalCluster.shared());
        commands.create();
        try (SinkWorld world = new SinkWorld(LocalCluster.shared())) {
            world.start(Map.of("sink.mode", "live", "sink.command.mode", "live", "sink.command.topic", topic));
            Alert alert = Alerts.alert(AlertType.EXPOSED_KEY_USED, 4, "a-1", "nhi-1", Instant.now());
            alert.setLastEvent(new EventReference(null, world.usageTopic(), world.partitionOf("nhi-1"), 0L));
            world.raise(alert);
            world.awaitLedger(ledger -> assertThat(suspensions(ledger))
                    .last()
                    .extracting(ActionRecord::getState)
                    .isEqualTo(ActionState.EXECUTED));
            String id = suspensions(world.ledger()).get(0).getActionId();

            assertThat(world.operate("actions", "undo", id, "--as", "ada", "--reason", "a drill"))
                    .startsWith("0\n")
                    .contains("UNDONE");

            assertThat(commands.read(2))
                    .extracting(command ->
                            new String(command.headers().lastHeader("ce_id").value(), UTF_8))
                    .containsExactly(id, id + "-undo");
        }
    }

    private static List<ActionRecord> suspensions(List<ActionRecord> ledger) {
        return ledger.stream()
                .filter(action -> action.getStep() == ResponseStep.SUSPEND)
                .toList();
    }
}

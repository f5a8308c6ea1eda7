// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How a protective step ended")
class EndingsTest {

    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");
    private static final List<Integer> MINE = List.of(3);

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord page = Actions.intent(alert, ResponseStep.NOTIFY_RESPONDERS, NOW);
    private final Endings endings = new Endings();

    @Test
    void is_told_once_to_everybody_who_was_told_of_the_alert() {
        ActionRecord mail = ActionRecord.newBuilder(page).setConnector("email").build();
        endings.learn(page);
        endings.learn(mail);
        endings.learn(verified());

        List<ActionRecord> told = endings.toTell(MINE, NOW);

        assertThat(told).extracting(ActionRecord::getConnector).containsExactly("email", "webhook");
        assertThat(told).allSatisfy(action -> {
            assertThat(action.getState()).isEqualTo(ActionState.EXECUTING);
            assertThat(action.getStep()).isEqualTo(ResponseStep.NOTIFY_RESPONDERS);
            assertThat(action.getTellsOf()).isEqualTo(verified().getActionId());
            assertThat(action.getPlan()).isEqualTo("SUSPEND of nhi-42 by webhook is VERIFIED: seen");
            assertThat(action.getPriorState()).isNull();
        });
        assertThat(endings.toTell(MINE, NOW)).isEmpty();
    }

    @Test
    void is_told_once_over_a_restart_whatever_the_order_in_which_the_ledger_is_read() {
        endings.learn(page);
        endings.learn(verified());
        ActionRecord told = endings.toTell(MINE, NOW).get(0);

        Endings restarted = new Endings();
        restarted.learn(told);
        restarted.learn(verified());
        restarted.learn(page);

        assertThat(restarted.toTell(MINE, NOW)).isEmpty();
    }

    @Test
    void has_an_id_of_its_own_for_each_state() {
        endings.learn(page);
        endings.learn(verified());
        ActionRecord first = endings.toTell(MINE, NOW).get(0);
        ActionRecord undoing = Rulings.undo(verified(), "ada", "false alarm", NOW);
        endings.learn(undoing);
        assertThat(endings.toTell(MINE, NOW)).isEmpty();
        endings.learn(ActionMoves.undone(ActionMoves.callingAgain(undoing, "x", NOW), "done", NOW));

        ActionRecord second = endings.toTell(MINE, NOW).get(0);

        assertThat(second.getPlan()).contains("is UNDONE");
        assertThat(second.getActionId()).isNotEqualTo(first.getActionId());
    }

    @Test
    void is_no_news_to_those_who_were_not_told_nor_after_an_hour_nor_in_dry_run_nor_elsewhere() {
        endings.learn(verified());
        assertThat(endings.toTell(MINE, NOW)).isEmpty();

        endings.learn(page);
        assertThat(endings.toTell(MINE, NOW.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(endings.toTell(List.of(1), NOW)).isEmpty();

        Endings dry = new Endings();
        dry.learn(page);
        dry.learn(
                ActionRecord.newBuilder(verified()).setMode(ActionMode.DRY_RUN).build());
        assertThat(dry.toTell(MINE, NOW)).isEmpty();
    }

    private ActionRecord verified() {
        ActionRecord known = ActionMoves.knowing(Actions.intent(alert, ResponseStep.SUSPEND, NOW), "enabled", NOW);
        return ActionMoves.verified(ActionMoves.executed(known, "done", Duration.ZERO, NOW), "seen", NOW);
    }
}

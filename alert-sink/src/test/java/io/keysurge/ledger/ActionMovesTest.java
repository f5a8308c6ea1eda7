// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.revoke.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An action")
class ActionMovesTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(5);

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord intent = Actions.intent(alert, ResponseStep.SUSPEND, NOW);

    @Test
    void is_known_by_the_hash_of_alert_connector_and_step() {
        // printf 'alert-1|webhook|SUSPEND' | sha256sum
        assertThat(intent.getActionId()).isEqualTo("2fe168eb0cac744928893fffd7ded163cf5f595d4665638fb502f629ca1bd064");
    }

    @Test
    void begins_as_an_intent_when_it_goes_out() {
        assertThat(intent.getState()).isEqualTo(ActionState.EXECUTING);
        assertThat(intent.getMode()).isEqualTo(ActionMode.LIVE);
        assertThat(intent.getAttempt()).isEqualTo(1);
        assertThat(intent.getOutcome()).isNull();
    }

    @Test
    void begins_as_a_proposal_in_dry_run() {
        ActionRecord planned = Actions.decided(
                alert, new Decision.Act(ResponseStep.SUSPEND, "webhook", ActionMode.DRY_RUN, List.of()), NOW);

        assertThat(planned.getState()).isEqualTo(ActionState.PROPOSED);
        assertThat(planned.getMode()).isEqualTo(ActionMode.DRY_RUN);
        assertThat(planned.getAttempt()).isZero();
        assertThat(planned.getActionId()).isEqualTo(intent.getActionId());
    }

    @Test
    void begins_as_a_proposal_when_it_is_held_back() {
        ActionRecord held = Actions.heldBack(alert, ResponseStep.SUSPEND, ActionMode.LIVE, NOW, "second-signal");

        assertThat(held.getState()).isEqualTo(ActionState.PROPOSED);
        assertThat(held.getGuardRails()).hasSize(1).noneMatch(check -> check.getPassed());
    }

    @Test
    void is_done_by_being_written_when_it_is_for_the_record_only() {
        ActionRecord recorded = Actions.decided(alert, new Decision.Ignore("the episode closed"), NOW);

        assertThat(recorded.getStep()).isEqualTo(ResponseStep.RECORD);
        assertThat(recorded.getState()).isEqualTo(ActionState.EXECUTED);
        assertThat(recorded.getMode()).isEqualTo(ActionMode.DRY_RUN);
        assertThat(recorded.getConnector()).isEqualTo("ledger");
        assertThat(recorded.getReason()).isEqualTo("the episode closed");
    }

    @Test
    void keeps_its_id_and_counts_its_calls_when_it_is_called_again() {
        ActionRecord waiting = ActionMoves.retryLater(intent, "HTTP 503", LATER, NOW);
        ActionRecord again = ActionMoves.callingAgain(waiting, "on schedule", LATER);

        assertThat(waiting.getOutcome()).isEqualTo("HTTP 503");
        assertThat(waiting.getAttempt()).isEqualTo(1);
        assertThat(again.getActionId()).isEqualTo(intent.getActionId());
        assertThat(again.getAttempt()).isEqualTo(2);
        assertThat(again.getOutcome()).isNull();
        assertThat(again.getProposedAt()).isEqualTo(NOW);
        assertThat(again.getUpdatedAt()).isEqualTo(LATER);
    }

    @Test
    void says_from_when_on_it_holds_and_how_long_the_target_may_take() {
        ActionRecord executed = ActionMoves.executed(intent, "HTTP 204", Duration.ofSeconds(90), LATER);

        assertThat(executed.getEffectiveAt()).isEqualTo(LATER);
        assertThat(executed.getAllowedLagMs()).isEqualTo(90_000);
    }

    @Test
    void cannot_move_on_from_its_end() {
        ActionRecord executed = ActionMoves.executed(intent, "HTTP 204", Duration.ZERO, LATER);

        assertThatIllegalStateException()
                .isThrownBy(() -> ActionMoves.callingAgain(executed, "again", LATER))
                .withMessageContaining("EXECUTED (expected: LIVE APPROVED or EXECUTING or UNDOING before EXECUTING)");
    }

    @Test
    void cannot_be_executed_from_a_proposal() {
        ActionRecord held = Actions.heldBack(alert, ResponseStep.SUSPEND, ActionMode.LIVE, NOW, "replay");

        assertThatIllegalStateException()
                .isThrownBy(() -> ActionMoves.executed(held, "HTTP 204", Duration.ZERO, LATER));
    }
}

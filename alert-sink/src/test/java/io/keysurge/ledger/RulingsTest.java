// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.revoke.GuardRail;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A person's word on an action")
class RulingsTest {

    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private static final Set<GuardRail> YIELDING = EnumSet.of(
            GuardRail.WARMING_BASELINE,
            GuardRail.SECOND_SIGNAL,
            GuardRail.FAN_OUT_ALONE,
            GuardRail.MANY_APPLICATIONS,
            GuardRail.APPROVAL,
            GuardRail.BLAST_RADIUS,
            GuardRail.PAGE_FLOOD);

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord waiting = held(ResponseStep.SUSPEND, "approval");

    @Test
    void approves_with_name_and_reason() {
        ActionRecord approved = Rulings.approve(waiting, "ada", "the owner confirms it", LATER);

        assertThat(approved.getState()).isEqualTo(ActionState.APPROVED);
        assertThat(approved.getActor()).isEqualTo("ada");
        assertThat(approved.getReason()).isEqualTo("the owner confirms it");
        assertThat(approved.getApprovals()).containsExactly("ada");
        assertThat(approved.getUpdatedAt()).isEqualTo(LATER);
        assertThat(approved.getActionId()).isEqualTo(waiting.getActionId());
    }

    @Test
    void takes_two_people_where_nothing_can_be_undone() {
        ActionRecord one = Rulings.approve(held(ResponseStep.REVOKE, "approval"), "ada", "leaked", NOW);
        assertThat(one.getState()).isEqualTo(ActionState.PROPOSED);
        assertThat(Rulings.approvalsMissing(one)).isEqualTo(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rulings.approve(one, "ada", "really", LATER))
                .withMessage("ada approved it already; it takes another person");
        assertThat(Rulings.approve(one, "ben", "seen it too", LATER).getState()).isEqualTo(ActionState.APPROVED);
    }

    @ParameterizedTest
    @EnumSource(GuardRail.class)
    void sets_a_guard_rail_aside_only_if_it_yields(GuardRail rail) {
        ActionRecord held = held(ResponseStep.SUSPEND, rail.label());

        assertThat(Rulings.isApprovable(held)).isEqualTo(YIELDING.contains(rail));
        if (!YIELDING.contains(rail)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Rulings.approve(held, "ada", "please", NOW))
                    .withMessage("held back by " + rail.label() + ", which no approval sets aside");
        }
    }

    @Test
    void cannot_make_a_dry_run_live() {
        ActionRecord planned = Actions.heldBack(alert, ResponseStep.SUSPEND, ActionMode.DRY_RUN, NOW, "approval");

        assertThat(Rulings.isApprovable(planned)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rulings.approve(planned, "ada", "please", NOW))
                .withMessageContaining("dry run");
    }

    @Test
    void denies_for_good() {
        ActionRecord denied = Rulings.deny(waiting, "ada", "a known load test", NOW);

        assertThat(denied.getState()).isEqualTo(ActionState.DENIED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rulings.approve(denied, "ben", "no, it is not", LATER))
                .withMessage("cannot approve an action that is DENIED (expected: PROPOSED)");
    }

    @Test
    void needs_a_reason() {
        assertThatIllegalArgumentException().isThrownBy(() -> Rulings.deny(waiting, "ada", " ", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> Rulings.approve(waiting, "", "because", NOW));
    }

    @Test
    void undoes_what_is_in_effect_and_knows_what_was_before() {
        ActionRecord intent = Actions.intent(alert, ResponseStep.SUSPEND, NOW);
        ActionRecord known = ActionMoves.knowing(intent, "enabled", NOW);
        ActionRecord verified =
                ActionMoves.verified(ActionMoves.executed(known, "HTTP 204", Duration.ZERO, NOW), "seen", NOW);

        ActionRecord undoing = Rulings.undo(verified, "ada", "false alarm", LATER);

        assertThat(undoing.getState()).isEqualTo(ActionState.UNDOING);
        assertThat(undoing.getPriorState()).isEqualTo("enabled");
        assertThat(ActionMoves.undone(undoing, "HTTP 204", LATER).getState()).isEqualTo(ActionState.UNDONE);
    }

    @Test
    void undoes_nothing_that_is_only_proposed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rulings.undo(waiting, "ada", "false alarm", NOW))
                .withMessage("cannot undo an action that is PROPOSED (expected: PARKED or VERIFIED)");
    }

    @Test
    void resends_what_failed_or_was_parked_under_the_same_id() {
        ActionRecord failed =
                ActionMoves.failed(Actions.intent(alert, ResponseStep.SUSPEND, NOW), "gave up", "HTTP 503", NOW);

        ActionRecord again = Rulings.resend(failed, "ada", "the target is back", LATER);

        assertThat(again.getState()).isEqualTo(ActionState.APPROVED);
        assertThat(again.getActionId()).isEqualTo(failed.getActionId());
        assertThat(ActionMoves.callingAgain(again, "on request", LATER).getAttempt())
                .isEqualTo(1);
    }

    @Test
    void is_no_when_it_does_not_come() {
        assertThat(Rulings.expire(waiting, LATER).getState()).isEqualTo(ActionState.EXPIRED);
    }

    private ActionRecord held(ResponseStep step, String guardRail) {
        return Actions.heldBack(alert, step, ActionMode.LIVE, NOW, guardRail);
    }
}

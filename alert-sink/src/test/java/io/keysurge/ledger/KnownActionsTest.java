// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Containment;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.revoke.Decision;
import io.keysurge.revoke.RecentActions.Acted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The ledger in memory")
class KnownActionsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final KnownActions known = new KnownActions(100);

    @Nested
    @DisplayName("asked whether an alert was decided on")
    class Decided {
        @Test
        void knows_the_revision_and_those_before_it() {
            known.learn(Actions.intent(Alerts.spike("alert-1", "nhi-42", NOW), ResponseStep.SUSPEND, NOW));

            assertThat(known.decided("alert-1", 1)).isTrue();
            assertThat(known.decided("alert-1", 2)).isFalse();
            assertThat(known.decided("alert-2", 1)).isFalse();
        }
    }

    @Nested
    @DisplayName("told of a person's word that crossed a call")
    class Crossed {
        private final ActionRecord intent = suspended("alert-1", "nhi-42", NOW);
        private final ActionRecord held = Actions.heldBack(
                Alerts.spike("alert-1", "nhi-42", NOW), ResponseStep.SUSPEND, ActionMode.LIVE, NOW, "approval");

        @Test
        void keeps_to_what_was_done_and_writes_it_again_once() {
            known.learn(held, 1);
            known.learn(intent, 2);

            known.learn(Rulings.deny(held, "ada", "no", NOW), 3);

            assertThat(known.unresolved(Set.of(3)))
                    .extracting(KnownActions.Unresolved::action)
                    .containsExactly(intent);
            assertThat(known.takeCrossed(Set.of(3))).containsExactly(new KnownActions.Unresolved(intent, 3));
            assertThat(known.takeCrossed(Set.of(3))).isEmpty();
        }

        @Test
        void takes_a_word_in_that_came_in_time() {
            known.learn(held, 1);
            known.learn(Rulings.approve(held, "ada", "yes", NOW), 2);

            assertThat(known.unresolved(Set.of(3)))
                    .extracting(each -> each.action().getState())
                    .containsExactly(ActionState.APPROVED);
            assertThat(known.takeCrossed(Set.of(3))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"UNDOING", "UNDONE"})
        void does_not_let_what_usage_showed_meanwhile_take_an_undoing_back(ActionState state) {
            ActionRecord executed =
                    ActionMoves.executed(ActionMoves.knowing(intent, "on", NOW), "off", Duration.ZERO, NOW);
            ActionRecord verified = ActionMoves.verified(executed, "seen", NOW);
            ActionRecord undone = ActionRecord.newBuilder(Rulings.undo(verified, "ada", "false alarm", NOW))
                    .setState(state)
                    .build();
            known.learn(verified, 1);
            known.learn(undone, 2);

            known.learn(ActionMoves.contained(verified, measured(), "quiet"), 3);
            known.learn(ActionMoves.reopened(verified, measured(), "USE_AFTER_REVOCATION"), 4);
            known.learn(ActionMoves.notContained(verified, measured(), "USE_AFTER_REVOCATION"), 5);

            assertThat(known.takeCrossed(Set.of(3))).containsExactly(new KnownActions.Unresolved(undone, 5));
            assertThat(known.unresolved(Set.of(3)))
                    .extracting(KnownActions.Unresolved::action)
                    .isEqualTo(state == ActionState.UNDOING ? List.of(undone) : List.of());
        }
    }

    private static Containment measured() {
        return Containment.newBuilder()
                .setQuiet(true)
                .setEffectiveAt(NOW)
                .setAllowedLagMs(0)
                .setCallsAfter(0)
                .setTokensAfter(0)
                .setTimeToContainMs(0)
                .setPropagationLagMs(0)
                .setTokensPrevented(0)
                .setRuns(1)
                .setMeasuredAt(NOW.plusSeconds(60))
                .build();
    }

    @Nested
    @DisplayName("asked whether a step was taken")
    class Taken {
        @Test
        void says_yes_of_a_step_that_went_out_whatever_the_mode_now() {
            known.learn(suspended("alert-1", "nhi-42", NOW));

            assertThat(taken(ActionMode.LIVE)).isTrue();
            assertThat(taken(ActionMode.DRY_RUN)).isTrue();
        }

        @Test
        void says_no_of_a_step_that_was_held_back() {
            known.learn(held("alert-1", "nhi-42", ActionMode.LIVE, "second-signal"));

            assertThat(taken(ActionMode.LIVE)).isFalse();
        }

        @Test
        void says_yes_to_a_dry_run_of_a_step_that_only_the_dry_run_held_back() {
            known.learn(held("alert-1", "nhi-42", ActionMode.DRY_RUN, "dry-run"));

            assertThat(taken(ActionMode.DRY_RUN)).isTrue();
            assertThat(taken(ActionMode.LIVE)).isFalse();
        }

        private boolean taken(ActionMode mode) {
            return known.taken("alert-1", "webhook", ResponseStep.SUSPEND, mode);
        }
    }

    @Nested
    @DisplayName("asked for other signals")
    class Signals {
        @Test
        void names_the_types_of_other_alerts_on_the_identity() {
            known.learn(notified(AlertType.NEW_MODEL, "alert-2", "nhi-42"));
            known.learn(notified(AlertType.TOKEN_SPIKE, "alert-1", "nhi-42"));
            known.learn(notified(AlertType.NEW_ORIGIN, "alert-3", "somebody-else"));

            assertThat(known.otherSignals("nhi-42", "alert-1", NOW)).containsExactly(AlertType.NEW_MODEL);
        }

        @Test
        void leaves_out_what_is_older_than_asked_for() {
            known.learn(notified(AlertType.NEW_MODEL, "alert-2", "nhi-42"));

            assertThat(known.otherSignals("nhi-42", "alert-1", NOW.plusMillis(1)))
                    .isEmpty();
        }

        @Test
        void leaves_out_stale_and_replayed_alerts_and_mere_records() {
            known.learn(held("alert-2", "nhi-42", ActionMode.DRY_RUN, "dry-run", "replay"));
            known.learn(held("alert-3", "nhi-42", ActionMode.LIVE, "alert-age"));
            known.learn(Actions.decided(
                    Alerts.spike("alert-4", "nhi-42", NOW), new Decision.Ignore("the episode closed"), NOW));

            assertThat(known.otherSignals("nhi-42", "alert-1", NOW)).isEmpty();
        }
    }

    @Nested
    @DisplayName("asked whom it acted on")
    class ActedOn {
        @Test
        void counts_protective_steps_and_not_notifications() {
            known.learn(suspended("alert-1", "nhi-42", NOW));
            known.learn(notified(AlertType.NEW_MODEL, "alert-2", "nhi-43"));

            assertThat(known.actedOn(NOW)).containsExactly(new Acted("nhi-42", null, "webhook"));
        }

        @Test
        void counts_what_only_the_dry_run_held_back() {
            known.learn(held("alert-1", "nhi-42", ActionMode.DRY_RUN, "dry-run"));
            known.learn(held("alert-2", "nhi-43", ActionMode.DRY_RUN, "dry-run", "second-signal"));

            assertThat(known.actedOn(NOW)).containsExactly(new Acted("nhi-42", null, "webhook"));
        }

        @Test
        void forgets_what_is_older_than_asked_for() {
            known.learn(suspended("alert-1", "nhi-42", NOW.minusSeconds(1)));
            known.learn(suspended("alert-2", "nhi-43", NOW));

            assertThat(known.actedOn(NOW)).containsExactly(new Acted("nhi-43", null, "webhook"));
        }
    }

    @Nested
    @DisplayName("asked for unresolved intents")
    class Unresolved {
        private final ActionRecord intent = suspended("alert-1", "nhi-42", NOW);

        @Test
        void names_those_of_the_alert_partitions_asked_for() {
            known.learn(intent);

            assertThat(known.unresolved(Set.of(3)))
                    .extracting(KnownActions.Unresolved::action)
                    .containsExactly(intent);
            assertThat(known.unresolved(Set.of(0, 1, 2))).isEmpty();
        }

        @Test
        void leaves_out_what_has_an_outcome() {
            known.learn(intent);
            known.learn(ActionMoves.executed(intent, "HTTP 204", Duration.ZERO, NOW));

            assertThat(known.unresolved(Set.of(3))).isEmpty();
        }
    }

    @Nested
    @DisplayName("that is full")
    class Full {
        private final KnownActions small = new KnownActions(2);

        @Test
        void forgets_what_was_longest_without_news() {
            ActionRecord first = held("alert-1", "nhi-1", ActionMode.LIVE, "replay");
            small.learn(first);
            small.learn(held("alert-2", "nhi-2", ActionMode.LIVE, "replay"));
            small.learn(first);
            small.learn(held("alert-3", "nhi-3", ActionMode.LIVE, "replay"));

            assertThat(small.decided("alert-1", 1)).isTrue();
            assertThat(small.decided("alert-2", 1)).isFalse();
            assertThat(small.decided("alert-3", 1)).isTrue();
        }

        @Test
        void never_forgets_an_intent_without_an_outcome() {
            small.learn(suspended("alert-1", "nhi-1", NOW));
            small.learn(held("alert-2", "nhi-2", ActionMode.LIVE, "replay"));
            small.learn(held("alert-3", "nhi-3", ActionMode.LIVE, "replay"));

            assertThat(small.unresolved(Set.of(3))).hasSize(1);
            assertThat(small.decided("alert-2", 1)).isFalse();
        }

        @Test
        void has_room_for_one_at_least() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new KnownActions(0))
                    .withMessage("capacity: 0 (expected: >= 1)");
        }
    }

    private static ActionRecord suspended(String alertId, String identityId, Instant at) {
        return Actions.intent(Alerts.spike(alertId, identityId, at), ResponseStep.SUSPEND, at);
    }

    private static ActionRecord notified(AlertType type, String alertId, String identityId) {
        return Actions.intent(Alerts.alert(type, 3, alertId, identityId, NOW), ResponseStep.NOTIFY_RESPONDERS, NOW);
    }

    private static ActionRecord held(String alertId, String identityId, ActionMode mode, String... rails) {
        return Actions.heldBack(Alerts.spike(alertId, identityId, NOW), ResponseStep.SUSPEND, mode, NOW, rails);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.ledger.Rulings;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Delivery to a target that can be asked and undone")
class ReversibleTest {

    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord intent = Actions.intent(alert, ResponseStep.SUSPEND, NOW);
    private final List<String> story = new CopyOnWriteArrayList<>();
    private final List<ActionRecord> written = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();
    private final Switch target = new Switch();
    private volatile boolean halted;
    private volatile @Nullable String protection;
    private final Deliveries deliveries = new Deliveries(
            List.of(target),
            this::write,
            action -> Optional.of(alert),
            new RetrySchedule(List.of(Duration.ZERO, Duration.ofMillis(10), Duration.ofMillis(10)), () -> 0),
            new CallPace(1_000, InstantSource.fixed(NOW)),
            new Verification(Duration.ofMillis(10)),
            new Restraints(() -> halted, identity -> Optional.ofNullable(protection)),
            InstantSource.fixed(NOW),
            new SimpleMeterRegistry(),
            fatal::set);

    @AfterEach
    void close() {
        deliveries.close();
        assertThat(fatal.get()).isNull();
    }

    @Test
    void keeps_how_it_was_before_anything_is_changed_and_looks_whether_it_took_effect() {
        deliveries.begin(intent);

        awaitEnd(ActionState.VERIFIED);
        assertThat(story)
                .containsExactly(
                        "ask", "write EXECUTING on", "switch off", "write EXECUTED on", "ask", "write VERIFIED on");
        assertThat(deliveries.pending()).isZero();
        ActionRecord seen = written.get(written.size() - 1);
        assertThat(seen.getEffectiveAt()).isEqualTo(NOW);
        assertThat(seen.getAllowedLagMs()).isEqualTo(target.propagation().toMillis());
    }

    @Test
    void changes_nothing_while_it_cannot_be_asked() {
        target.mute = 2;

        deliveries.begin(intent);

        awaitEnd(ActionState.VERIFIED);
        assertThat(written.get(0).getOutcome()).isEqualTo("no answer");
        assertThat(story.subList(0, 5)).doesNotContain("switch off");
    }

    @Test
    void parks_what_was_accepted_and_is_not_to_be_seen() {
        target.pretends = true;

        deliveries.begin(intent);

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(states()).contains(ActionState.PARKED));
        assertThat(written.get(written.size() - 1).getReason()).contains("after 6 looks: it is not in effect");
    }

    @Test
    void restores_what_was_before_when_a_person_says_so() {
        target.on = false;
        ActionRecord undoing = Rulings.undo(verified("on"), "ada", "false alarm", NOW);

        deliveries.resume(undoing, 100);

        awaitEnd(ActionState.UNDONE);
        assertThat(target.on).isTrue();
    }

    @Test
    void carries_out_what_a_person_approved() {
        ActionRecord held = Actions.heldBack(alert, ResponseStep.SUSPEND, ActionMode.LIVE, NOW, "approval");

        deliveries.resume(Rulings.approve(held, "ada", "seen", NOW), 100);

        awaitEnd(ActionState.VERIFIED);
        assertThat(written.get(0).getReason()).isEqualTo("ada approved it: seen");
    }

    @Test
    void waits_while_the_kill_switch_is_on_and_goes_on_after() {
        halted = true;
        deliveries.begin(intent);
        await().pollDelay(Duration.ofMillis(1_500))
                .untilAsserted(() -> assertThat(story).isEmpty());

        halted = false;

        awaitEnd(ActionState.VERIFIED);
    }

    @Test
    void leaves_an_identity_alone_that_is_protected_by_the_time_of_the_call() {
        protection = "the registry says never_auto_revoke";
        ActionRecord held = Actions.heldBack(alert, ResponseStep.SUSPEND, ActionMode.LIVE, NOW, "approval");

        deliveries.resume(Rulings.approve(held, "ada", "seen", NOW), 100);

        awaitEnd(ActionState.PARKED);
        assertThat(story).doesNotContain("switch off");
        assertThat(written.get(written.size() - 1).getReason())
                .isEqualTo("not called: the registry says never_auto_revoke");
    }

    @Test
    void undoes_what_was_done_to_an_identity_that_is_protected_now() {
        protection = "the registry says never_auto_revoke";
        target.on = false;

        deliveries.resume(Rulings.undo(verified("on"), "ada", "false alarm", NOW), 100);

        awaitEnd(ActionState.UNDONE);
    }

    @Test
    void undoes_while_the_kill_switch_is_on() {
        halted = true;
        target.on = false;

        deliveries.resume(Rulings.undo(verified("on"), "ada", "false alarm", NOW), 100);

        awaitEnd(ActionState.UNDONE);
        assertThat(target.on).isTrue();
    }

    @Test
    void writes_down_once_that_nobody_approved_however_often_it_is_told_and_halted_or_not() {
        halted = true;
        ActionRecord waiting = Actions.heldBack(alert, ResponseStep.SUSPEND, ActionMode.LIVE, NOW, "approval");

        for (int turn = 0; turn < 3; turn++) {
            deliveries.expire(waiting);
        }

        awaitEnd(ActionState.EXPIRED);
        assertThat(written).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void asks_before_it_calls_again_and_calls_no_more_when_the_lost_call_took_effect() {
        target.losesAnswer = true;

        deliveries.begin(intent);

        awaitEnd(ActionState.VERIFIED);
        assertThat(story.stream().filter("switch off"::equals)).hasSize(1);
        assertThat(written.get(written.size() - 2).getReason()).contains("the target accepted it");
        assertThat(written.get(written.size() - 1).getOutcome()).contains("by a call that got no answer");
    }

    @Test
    void ends_unseen_where_nobody_can_be_asked_and_can_be_undone_all_the_same() {
        target.queryable = false;

        deliveries.begin(intent);

        awaitEnd(ActionState.EXECUTED);
        assertThat(story).doesNotContain("ask");
        ActionRecord done = written.get(written.size() - 1);
        assertThat(ActionMoves.isDoneUnseen(done)).isTrue();

        deliveries.resume(Rulings.undo(done, "ada", "false alarm", NOW), 100);

        awaitEnd(ActionState.UNDONE);
    }

    @Test
    void stays_as_much_in_effect_as_was_known_when_undoing_is_refused() {
        target.queryable = false;
        target.refusesToGoBack = true;
        deliveries.begin(intent);
        awaitEnd(ActionState.EXECUTED);

        ActionRecord done = written.get(written.size() - 1);
        deliveries.resume(Rulings.undo(done, "ada", "false alarm", NOW), 100);

        await().untilAsserted(() ->
                assertThat(written.get(written.size() - 1).getReason()).isEqualTo("could not be undone"));
        assertThat(states()).endsWith(ActionState.EXECUTED);
    }

    @Test
    void promises_nothing_of_what_was_in_effect_before_the_call() {
        target.on = false;

        deliveries.begin(intent);

        awaitEnd(ActionState.EXECUTED);
        assertThat(written.get(0).getPriorState()).isNull();
        assertThat(story).doesNotContain("switch off");
    }

    @Test
    void fails_at_once_when_the_target_says_that_it_never_will() {
        target.refuses = true;

        deliveries.begin(intent);

        awaitEnd(ActionState.FAILED);
        assertThat(written).hasSize(1);
        assertThat(written.get(0).getOutcome()).isEqualTo("no such switch");
    }

    @Test
    void takes_nothing_up_that_it_ended_itself_and_reads_late() {
        deliveries.begin(intent);
        awaitEnd(ActionState.VERIFIED);
        int writes = written.size();

        deliveries.resume(written.get(0), 1);

        await().pollDelay(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(written).hasSize(writes));
    }

    private ActionRecord verified(String priorState) {
        ActionRecord known = ActionMoves.knowing(intent, priorState, NOW);
        return ActionMoves.verified(ActionMoves.executed(known, "switched", Duration.ZERO, NOW), "seen", NOW);
    }

    private long write(ActionRecord action) {
        story.add("write " + action.getState() + " " + action.getPriorState());
        written.add(action);
        return written.size();
    }

    private List<ActionState> states() {
        return written.stream().map(ActionRecord::getState).toList();
    }

    private void awaitEnd(ActionState state) {
        await().untilAsserted(() -> assertThat(states()).endsWith(state));
        await().untilAsserted(() -> assertThat(deliveries.pending()).isZero());
    }

    /** Something that is on or off. */
    private final class Switch implements Connector {
        private volatile boolean on = true;
        private volatile boolean pretends;
        private volatile boolean refuses;
        private volatile boolean losesAnswer;
        private volatile boolean refusesToGoBack;
        private volatile boolean queryable = true;
        private volatile int mute;

        @Override
        public String name() {
            return "webhook";
        }

        @Override
        public Traits traits() {
            return new Traits(true, true, queryable, false);
        }

        @Override
        public String plan(ResponseStep step, AlertFacts facts) {
            return "switch off";
        }

        @Override
        public Standing standing(ActionRecord action) {
            story.add("ask");
            if (refuses) {
                return new Standing.Unknown("no such switch", new Outcome.Refused("no such switch"));
            }
            if (mute > 0) {
                mute--;
                return new Standing.Unknown("no answer");
            }
            return new Standing.Known(!on, on ? "on" : "off");
        }

        @Override
        public Outcome execute(ActionRecord action, Alert evidence, String key) {
            story.add("switch off");
            on = pretends;
            return losesAnswer ? new Outcome.TryAgain("no answer", null) : new Done("switched");
        }

        @Override
        public Outcome undo(ActionRecord action, String key) {
            if (refusesToGoBack) {
                return new Outcome.Refused("no way back");
            }
            on = "on".equals(action.getPriorState());
            return new Done("switched back");
        }
    }
}

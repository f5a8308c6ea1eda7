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
import io.keysurge.ledger.Ledger;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A delivery")
class DeliveriesTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final TryAgain UNAVAILABLE = new TryAgain("HTTP 503", null);

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord intent = Actions.intent(alert, ResponseStep.SUSPEND, NOW);
    private final List<String> story = new CopyOnWriteArrayList<>();
    private final List<ActionRecord> written = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();
    private final ScriptedConnector connector = new ScriptedConnector();
    private Ledger ledger = action -> {
        story.add("write " + action.getState() + " " + action.getAttempt());
        written.add(action);
        return written.size();
    };
    private volatile boolean halted;
    private AlertArchive archive = action -> Optional.of(alert);
    private @Nullable Deliveries deliveries;

    @AfterEach
    void close() {
        if (deliveries != null) {
            deliveries.close();
        }
    }

    @Nested
    @DisplayName("of a fresh intent")
    class Fresh {
        @Test
        void calls_with_the_action_id_as_key_and_writes_the_outcome() {
            connector.answers.add(new Done("HTTP 204"));

            live().begin(intent);

            awaitEnd(ActionState.EXECUTED);
            assertThat(story).containsExactly("call 1 " + intent.getActionId(), "write EXECUTED 1");
            assertThat(last().getOutcome()).isEqualTo("HTTP 204");
        }

        @Test
        void writes_each_intent_before_each_call_and_keeps_the_key() {
            connector.answers.add(UNAVAILABLE);
            connector.answers.add(new Done("HTTP 204"));

            live().begin(intent);

            awaitEnd(ActionState.EXECUTED);
            assertThat(story)
                    .containsExactly(
                            "call 1 " + intent.getActionId(),
                            "write EXECUTING 1",
                            "write EXECUTING 2",
                            "call 2 " + intent.getActionId(),
                            "write EXECUTED 2");
        }

        @Test
        void gives_up_when_the_schedule_ends() {
            connector.answers.addAll(List.of(UNAVAILABLE, UNAVAILABLE, UNAVAILABLE));

            live().begin(intent);

            awaitEnd(ActionState.FAILED);
            assertThat(connector.calls).isEqualTo(3);
            assertThat(last().getReason()).isEqualTo("gave up after 3 calls");
        }

        @Test
        void fails_at_once_when_the_target_refuses_for_good() {
            connector.answers.add(new Refused("HTTP 410 Gone"));

            live().begin(intent);

            awaitEnd(ActionState.FAILED);
            assertThat(connector.calls).isEqualTo(1);
        }

        @Test
        void waits_as_long_as_the_target_asked_for() {
            connector.answers.add(new TryAgain("HTTP 429", NOW.plusSeconds(3_600)));

            live().begin(intent);

            await().untilAsserted(() -> assertThat(written).hasSize(1));
            assertThat(last().getState()).isEqualTo(ActionState.EXECUTING);
            assertThat(last().getReason()).isEqualTo("next call at 2026-05-04T11:00:00Z");
        }

        @Test
        void is_parked_when_its_alert_is_no_longer_in_the_log() {
            archive = action -> Optional.empty();

            live().begin(intent);

            awaitEnd(ActionState.PARKED);
            assertThat(connector.calls).isZero();
        }

        @Test
        void is_parked_when_another_alert_is_in_its_place() {
            archive = action -> Optional.of(Alerts.spike("alert-2", "nhi-43", NOW));

            live().begin(intent);

            awaitEnd(ActionState.PARKED);
            assertThat(connector.calls).isZero();
        }

        @Test
        void stops_the_process_when_the_ledger_cannot_be_written() {
            connector.answers.add(new Done("HTTP 204"));
            ledger = action -> {
                throw new IllegalStateException("no ledger");
            };

            live().begin(intent);

            await().untilAsserted(() -> assertThat(fatal.get()).hasMessage("no ledger"));
        }
    }

    @Nested
    @DisplayName("of what is not a live intent")
    class NotAnIntent {
        @Test
        void does_nothing() {
            live().begin(Actions.heldBack(alert, ResponseStep.SUSPEND, ActionMode.DRY_RUN, NOW, "dry-run"));
            live().begin(ActionMoves.executed(intent, "HTTP 204", Duration.ZERO, NOW));

            assertThat(live().pending()).isZero();
        }
    }

    @Nested
    @DisplayName("of an intent from a former life")
    class TakenUp {
        @Test
        void calls_at_once_when_nobody_knows_whether_the_call_was_made() {
            connector.answers.add(new Done("HTTP 204"));

            live().resume(intent, 100);

            awaitEnd(ActionState.EXECUTED);
            assertThat(story)
                    .containsExactly("write EXECUTING 2", "call 2 " + intent.getActionId(), "write EXECUTED 2");
        }

        @Test
        void waits_for_its_due_time_when_the_last_call_is_known_to_have_failed() {
            ActionRecord waiting = ActionMoves.retryLater(intent, "HTTP 503", NOW.plusSeconds(3_600), NOW);

            schedule(Duration.ZERO, Duration.ofHours(1)).resume(waiting, 100);

            assertThat(live().pending()).isEqualTo(1);
            assertThat(story).isEmpty();
        }

        @Test
        void calls_at_once_when_what_was_on_offer_is_gone() {
            connector.collected = true;
            connector.answers.add(new Done("the receiver acknowledged it"));
            ActionRecord waiting = ActionMoves.retryLater(intent, "offered", NOW.plusSeconds(3_600), NOW);

            schedule(Duration.ZERO, Duration.ofHours(1)).resume(waiting, 100);

            awaitEnd(ActionState.EXECUTED);
            assertThat(connector.calls).isEqualTo(1);
        }

        @Test
        void parks_it_when_no_connector_is_live() {
            deliveries = deliveries(List.of(), List.of(Duration.ZERO));

            deliveries.resume(intent, 100);

            awaitEnd(ActionState.PARKED);
            assertThat(connector.calls).isZero();
        }

        @Test
        void drops_what_waits_when_another_instance_gets_its_partition() {
            ActionRecord waiting = ActionMoves.retryLater(intent, "HTTP 503", NOW.plusSeconds(3_600), NOW);
            schedule(Duration.ZERO, Duration.ofHours(1)).resume(waiting, 100);

            live().release(Set.of(3));

            assertThat(live().pending()).isZero();
        }

        @Test
        void keeps_what_belongs_to_other_partitions() {
            ActionRecord waiting = ActionMoves.retryLater(intent, "HTTP 503", NOW.plusSeconds(3_600), NOW);
            schedule(Duration.ZERO, Duration.ofHours(1)).resume(waiting, 100);

            live().release(Set.of(0, 1, 2));

            assertThat(live().pending()).isEqualTo(1);
        }

        @Test
        void is_not_called_twice_when_its_partition_leaves_and_returns_during_the_call() {
            connector.answers.add(new Done("HTTP 204"));
            connector.gate = new CountDownLatch(1);
            live().begin(intent);
            await().untilAsserted(() -> assertThat(connector.calls).isEqualTo(1));

            live().release(Set.of(3));
            live().resume(intent, 100);
            connector.gate.countDown();

            awaitEnd(ActionState.EXECUTED);
            await().untilAsserted(() -> assertThat(live().pending()).isZero());
            assertThat(connector.calls).isEqualTo(1);
        }
    }

    private Deliveries live() {
        return schedule(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));
    }

    private Deliveries schedule(Duration... waits) {
        if (deliveries == null) {
            deliveries = deliveries(List.of(connector), List.of(waits));
        }
        return deliveries;
    }

    private Deliveries deliveries(List<Connector> ways, List<Duration> waits) {
        return new Deliveries(
                ways,
                ledger,
                archive,
                new RetrySchedule(waits, () -> 0),
                new CallPace(1_000, InstantSource.fixed(NOW)),
                new Verification(Duration.ofMillis(10)),
                new Restraints(() -> halted, identity -> Optional.empty()),
                InstantSource.fixed(NOW),
                new SimpleMeterRegistry(),
                fatal::set);
    }

    private void awaitEnd(ActionState state) {
        await().untilAsserted(() -> assertThat(last().getState()).isEqualTo(state));
    }

    private ActionRecord last() {
        assertThat(written).isNotEmpty();
        return written.get(written.size() - 1);
    }

    /** Answers as the test wrote it down beforehand. */
    private final class ScriptedConnector implements Connector {
        private final Queue<Outcome> answers = new ArrayDeque<>();
        private volatile int calls;
        private volatile boolean collected;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public String name() {
            return "webhook";
        }

        @Override
        public Traits traits() {
            return new Traits(false, true, false, false);
        }

        @Override
        public boolean isCollected() {
            return collected;
        }

        @Override
        public String plan(ResponseStep step, AlertFacts facts) {
            return "plan";
        }

        @Override
        public Outcome execute(ActionRecord action, Alert evidence, String key) {
            calls++;
            story.add("call " + action.getAttempt() + " " + key);
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return answers.remove();
        }
    }
}

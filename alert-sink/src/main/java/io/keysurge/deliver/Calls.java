// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.deliver.Tickets.Ticket;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.measure.SinkMetric;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Connector.Standing;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.TryAgain;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked of a connector for one action, and what its answer means for the ledger. */
final class Calls {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final Duration PAUSE_WITHOUT_ALERT = Duration.ofSeconds(5);

    private final Deliveries deliveries;
    private final AlertArchive archive;
    private final RetrySchedule schedule;
    private final CallPace pace;
    private final Restraints restraints;
    private final Verification verification;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Calls(
            Deliveries deliveries,
            AlertArchive archive,
            RetrySchedule schedule,
            CallPace pace,
            Restraints restraints,
            Verification verification,
            InstantSource clock,
            MeterRegistry metrics) {
        this.deliveries = deliveries;
        this.archive = archive;
        this.schedule = schedule;
        this.pace = pace;
        this.restraints = restraints;
        this.verification = verification;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Calls again, after the intent is written. */
    void callAgain(Connector connector, ActionRecord action, Ticket ticket, String reason) {
        if (deliveries.waitsForResume(action, ticket, () -> callAgain(connector, action, ticket, reason))) {
            return;
        }
        ActionRecord next = ActionMoves.callingAgain(action, reason, clock.instant());
        deliveries.write(next);
        call(connector, next, ticket);
    }

    /** Carries an intent out that is in the ledger. */
    void call(@Nullable Connector connector, ActionRecord action, Ticket ticket) {
        Runnable later = () -> call(connector, action, ticket);
        if (deliveries.waitsForResume(action, ticket, later) || waitsForItsTurn(action, ticket, later)) {
            return;
        }
        Optional<Alert> alert;
        try {
            alert = archive.find(action);
        } catch (RuntimeException e) {
            LOG.warn("The alert of action {} cannot be read now: {}", action.getActionId(), e.getMessage());
            deliveries.schedule(action, ticket, PAUSE_WITHOUT_ALERT, () -> call(connector, action, ticket));
            return;
        }
        if (connector == null) {
            deliveries.finish(ActionMoves.parked(action, "its connector is not live", clock.instant()), ticket);
        } else if (alert.filter(found -> found.getAlertId().equals(action.getAlertId()))
                .isEmpty()) {
            deliveries.finish(ActionMoves.parked(action, "its alert is no longer in the log", clock.instant()), ticket);
        } else {
            execute(connector, action, ticket, alert.get());
        }
    }

    /** Undoing never waits for a turn: it gives back what was taken. */
    private boolean waitsForItsTurn(ActionRecord action, Ticket ticket, Runnable task) {
        Duration wait = pace.take(action.getConnector());
        if (wait.isZero()) {
            return false;
        }
        deliveries.schedule(action, ticket, wait, task);
        return true;
    }

    private void execute(Connector connector, ActionRecord action, Ticket ticket, Alert alert) {
        boolean first = action.getPriorState() == null;
        if (connector.traits().queryable() && (first || action.getAttempt() > 1)) {
            Standing standing = connector.standing(action);
            if (standing instanceof Unknown unknown) {
                judge(connector, action, ticket, unknown.outcome());
                return;
            }
            Known state = (Known) standing;
            if (state.inEffect()) {
                inEffectAlready(connector, action, ticket);
            } else if (first) {
                ActionRecord known = ActionMoves.knowing(action, state.state(), clock.instant());
                deliveries.write(known);
                send(connector, known, ticket, alert);
            } else {
                send(connector, action, ticket, alert);
            }
        } else if (connector.traits().reversible() && first) {
            ActionRecord unasked = ActionMoves.unasked(action, clock.instant());
            deliveries.write(unasked);
            send(connector, unasked, ticket, alert);
        } else {
            send(connector, action, ticket, alert);
        }
    }

    /** Before the first call, by somebody unknown, so nothing is promised to be restored; later, by a call without answer. */
    private void inEffectAlready(Connector connector, ActionRecord action, Ticket ticket) {
        if (action.getPriorState() == null) {
            deliveries.finish(executed(connector, action, "it was in effect before the call"), ticket);
        } else {
            ActionRecord executed = executed(connector, action, "it is in effect, by a call that got no answer");
            deliveries.write(executed);
            deliveries.finish(Verification.seen(executed, clock.instant()), ticket);
        }
    }

    private void send(Connector connector, ActionRecord ready, Ticket ticket, Alert alert) {
        if (deliveries.waitsForResume(ready, ticket, () -> send(connector, ready, ticket, alert))) {
            return;
        }
        Optional<String> forbidden = restraints.forbids(ready);
        if (forbidden.isPresent()) {
            deliveries.finish(ActionMoves.parked(ready, "not called: " + forbidden.get(), clock.instant()), ticket);
        } else {
            judge(connector, ready, ticket, connector.execute(ready, alert, ready.getActionId()));
        }
    }

    private void judge(Connector connector, ActionRecord action, Ticket ticket, Outcome outcome) {
        count(outcome);
        if (outcome instanceof TryAgain again) {
            retry(connector, action, ticket, again);
        } else if (outcome instanceof Done && connector.traits().queryable()) {
            ActionRecord executed = executed(connector, action, outcome.answer());
            deliveries.write(executed);
            Deliveries.log(executed);
            deliveries.schedule(executed, ticket, verification.wait(1), () -> verify(connector, executed, ticket, 1));
        } else if (outcome instanceof Done) {
            deliveries.finish(executed(connector, action, outcome.answer()), ticket);
        } else {
            deliveries.finish(
                    ActionMoves.failed(action, "the target refused for good", outcome.answer(), clock.instant()),
                    ticket);
        }
    }

    private ActionRecord executed(Connector connector, ActionRecord action, String answer) {
        return ActionMoves.executed(action, answer, connector.propagation(), clock.instant());
    }

    /** Looks whether what was done is in effect. */
    void verify(Connector connector, ActionRecord executed, Ticket ticket, int look) {
        Standing standing = connector.standing(executed);
        if (standing instanceof Known known && known.inEffect()) {
            deliveries.finish(Verification.seen(executed, clock.instant()), ticket);
        } else if (look < Verification.MOST_LOOKS) {
            deliveries.schedule(
                    executed, ticket, verification.wait(look + 1), () -> verify(connector, executed, ticket, look + 1));
        } else {
            deliveries.finish(Verification.unseen(executed, standing, clock.instant()), ticket);
        }
    }

    /** Restores what was before. */
    void undo(Connector connector, ActionRecord action, Ticket ticket) {
        ActionRecord undoing = ActionMoves.callingAgain(action, action.getReason(), clock.instant());
        deliveries.write(undoing);
        Outcome outcome = connector.undo(undoing, undoing.getActionId() + "-undo");
        count(outcome);
        Instant now = clock.instant();
        if (outcome instanceof TryAgain again) {
            retry(connector, undoing, ticket, again);
        } else if (outcome instanceof Done) {
            deliveries.finish(ActionMoves.undone(undoing, outcome.answer(), now), ticket);
        } else {
            deliveries.finish(ActionMoves.notUndone(undoing, outcome.answer(), now), ticket);
        }
    }

    private void retry(Connector connector, ActionRecord action, Ticket ticket, TryAgain outcome) {
        Instant now = clock.instant();
        boolean undoing = action.getState() == ActionState.UNDOING;
        Optional<Duration> wait = schedule.waitAfter(action.getAttempt());
        if (wait.isEmpty()) {
            String reason = "gave up after " + action.getAttempt() + " calls";
            deliveries.finish(
                    undoing
                            ? ActionMoves.notUndone(action, reason + ": " + outcome.answer(), now)
                            : ActionMoves.failed(action, reason, outcome.answer(), now),
                    ticket);
            return;
        }
        Instant due = now.plus(wait.get());
        if (outcome.notBefore() != null && outcome.notBefore().isAfter(due)) {
            due = outcome.notBefore();
        }
        ActionRecord waiting = ActionMoves.retryLater(action, outcome.answer(), due, now);
        deliveries.write(waiting);
        Deliveries.log(waiting);
        deliveries.schedule(waiting, ticket, Duration.between(now, due), () -> {
            if (undoing) {
                undo(connector, waiting, ticket);
            } else {
                callAgain(connector, waiting, ticket, "call again on schedule");
            }
        });
    }

    private void count(Outcome outcome) {
        SinkMetric.CALLS.counter(metrics, outcome.getClass().getSimpleName()).increment();
    }
}

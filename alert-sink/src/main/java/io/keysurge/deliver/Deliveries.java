// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.deliver.Tickets.Ticket;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.ledger.Ledger;
import io.keysurge.measure.SinkMetric;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.TryAgain;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries intents out, one at a time, and repeats what failed on the schedule.
 *
 * <p>The intent is in the ledger before the call and the outcome after it. A crash in between leaves an intent without
 * an outcome; whoever gets the alert's partition next calls again with the same key. When the ledger cannot be written
 * the process has to stop: to go on would be to act without a memory.
 */
public final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration PAUSE_WITHOUT_ALERT = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Optional<Connector> connector;
    private final Ledger ledger;
    private final AlertArchive archive;
    private final RetrySchedule schedule;
    private final InstantSource clock;
    private final Consumer<Throwable> fatal;
    private final ScheduledThreadPoolExecutor worker;
    private final MeterRegistry metrics;
    private final Tickets tickets = new Tickets();

    /**
     * Begins with nothing to do.
     *
     * @param connector the live connector; empty: nothing may be called, and intents from a former life are parked
     * @param ledger where outcomes go
     * @param archive where alerts are found again
     * @param schedule when to call again
     * @param clock wall clock
     * @param metrics where calls are counted
     * @param fatal is told what this cannot recover from
     */
    public Deliveries(
            Optional<Connector> connector,
            Ledger ledger,
            AlertArchive archive,
            RetrySchedule schedule,
            InstantSource clock,
            MeterRegistry metrics,
            Consumer<Throwable> fatal) {
        this.connector = connector;
        this.ledger = ledger;
        this.archive = archive;
        this.schedule = schedule;
        this.clock = clock;
        this.metrics = metrics;
        this.fatal = fatal;
        this.worker = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "deliveries"));
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        worker.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Carries out an intent that was just written; anything else is left alone. */
    public void begin(ActionRecord action) {
        if (isIntent(action)) {
            Ticket ticket =
                    tickets.take(action.getActionId(), action.getEvidence().getPartition());
            schedule(action, ticket, Duration.ZERO, () -> call(action, ticket));
        }
    }

    /**
     * Takes up an intent of a former life: at its next due time, or at once when nobody knows whether the last call was
     * made.
     */
    public void resume(ActionRecord action) {
        if (!isIntent(action) || tickets.claim(action.getActionId())) {
            return;
        }
        Ticket ticket = tickets.take(action.getActionId(), action.getEvidence().getPartition());
        if (connector.isEmpty()) {
            String reason = "found unfinished, but no connector is live now";
            schedule(
                    action,
                    ticket,
                    Duration.ZERO,
                    () -> finish(ActionMoves.parked(action, reason, clock.instant()), ticket));
            return;
        }
        Duration wait = action.getOutcome() == null ? Duration.ZERO : untilDue(action);
        schedule(action, ticket, wait, () -> callAgain(action, ticket, "taken up again"));
    }

    /** Lets go of what waits for these alert partitions, because another instance has them now. */
    public void release(Collection<Integer> alertPartitions) {
        tickets.release(alertPartitions);
    }

    /** How many actions wait for a call or are in one. */
    public int pending() {
        return tickets.size();
    }

    private static boolean isIntent(ActionRecord action) {
        return action.getMode() == ActionMode.LIVE
                && action.getState() == ActionState.EXECUTING
                && action.getEvidence() != null;
    }

    private Duration untilDue(ActionRecord action) {
        Duration wait = schedule.waitAfter(action.getAttempt()).orElse(Duration.ZERO);
        Duration left = Duration.between(clock.instant(), action.getUpdatedAt().plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void schedule(ActionRecord action, Ticket ticket, Duration wait, Runnable task) {
        var unused = worker.schedule(() -> run(action, ticket, task), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(ActionRecord action, Ticket ticket, Runnable task) {
        if (!tickets.enter(action.getActionId(), ticket)) {
            return; // released meanwhile
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            fatal.accept(e);
        } finally {
            tickets.leave(action.getActionId(), ticket);
        }
    }

    private void callAgain(ActionRecord action, Ticket ticket, String reason) {
        ActionRecord next = ActionMoves.callingAgain(action, reason, clock.instant());
        ledger.write(next);
        call(next, ticket);
    }

    private void call(ActionRecord action, Ticket ticket) {
        Optional<Alert> alert;
        try {
            alert = archive.find(action.getEvidence());
        } catch (RuntimeException e) {
            LOG.warn("The alert of action {} cannot be read now: {}", action.getActionId(), e.getMessage());
            schedule(action, ticket, PAUSE_WITHOUT_ALERT, () -> call(action, ticket));
            return;
        }
        alert.filter(found -> found.getAlertId().equals(action.getAlertId()))
                .ifPresentOrElse(
                        found -> call(action, ticket, found),
                        () -> finish(
                                ActionMoves.parked(action, "its alert is no longer in the log", clock.instant()),
                                ticket));
    }

    private void call(ActionRecord action, Ticket ticket, Alert alert) {
        Outcome outcome = connector.orElseThrow().execute(action, alert, action.getActionId());
        SinkMetric.CALLS.counter(metrics, outcome.getClass().getSimpleName()).increment();
        Instant now = clock.instant();
        if (outcome instanceof Done) {
            finish(ActionMoves.executed(action, outcome.answer(), now), ticket);
        } else if (outcome instanceof TryAgain again) {
            retry(action, ticket, again, now);
        } else {
            finish(ActionMoves.failed(action, "the target refused for good", outcome.answer(), now), ticket);
        }
    }

    private void retry(ActionRecord action, Ticket ticket, TryAgain outcome, Instant now) {
        Optional<Duration> wait = schedule.waitAfter(action.getAttempt());
        if (wait.isEmpty()) {
            String reason = "gave up after " + action.getAttempt() + " calls";
            finish(ActionMoves.failed(action, reason, outcome.answer(), now), ticket);
            return;
        }
        Instant due = now.plus(wait.get());
        if (outcome.notBefore() != null && outcome.notBefore().isAfter(due)) {
            due = outcome.notBefore();
        }
        ActionRecord waiting = ActionMoves.retryLater(action, outcome.answer(), due, now);
        ledger.write(waiting);
        log(waiting);
        schedule(
                waiting,
                ticket,
                Duration.between(now, due),
                () -> callAgain(waiting, ticket, "call again on schedule"));
    }

    private void finish(ActionRecord action, Ticket ticket) {
        ledger.write(action);
        tickets.giveBack(action.getActionId(), ticket);
        log(action);
    }

    private static void log(ActionRecord action) {
        LOG.info(
                "{} {} {} call {}: {} ({})",
                action.getState(),
                action.getStep(),
                action.getIdentityId(),
                action.getAttempt(),
                action.getOutcome(),
                action.getReason());
    }

    /** Lets the call in flight finish; what waits is taken up at the next start. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

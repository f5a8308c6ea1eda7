// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.deliver.Tickets.Ticket;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.ledger.Ledger;
import io.keysurge.ledger.Rulings;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Connector.Traits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries intents out, one at a time, and repeats what failed on the schedule.
 *
 * <p>The intent is in the ledger before the call and the outcome after it. A crash in between leaves an intent without
 * an outcome; whoever gets the alert's partition next goes on with the same key. When the ledger cannot be written
 * the process has to stop: to go on would be to act without a memory. While the kill switch is on nothing above
 * notification is called; it waits.
 */
public final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration HALTED_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, Connector> connectors;
    private final Ledger ledger;
    private final RetrySchedule schedule;
    private final Calls calls;
    private final Restraints restraints;
    private final InstantSource clock;
    private final Consumer<Throwable> fatal;
    private final Map<String, ScheduledThreadPoolExecutor> lanes = new ConcurrentHashMap<>();
    private final Tickets tickets = new Tickets();
    private final LastWrites lastWrites = new LastWrites();

    /**
     * Begins with nothing to do.
     *
     * @param connectors the live connectors; none: nothing may be called, and intents from a former life are parked
     * @param ledger where outcomes go
     * @param archive where alerts are found again
     * @param schedule when to call again
     * @param pace how often each target is called
     * @param verification when to look whether what was done is in effect
     * @param restraints what stops a call all the same
     * @param clock wall clock
     * @param metrics where calls are counted
     * @param fatal is told what this cannot recover from
     */
    public Deliveries(
            List<Connector> connectors,
            Ledger ledger,
            AlertArchive archive,
            RetrySchedule schedule,
            CallPace pace,
            Verification verification,
            Restraints restraints,
            InstantSource clock,
            MeterRegistry metrics,
            Consumer<Throwable> fatal) {
        this.connectors = connectors.stream().collect(Collectors.toUnmodifiableMap(Connector::name, each -> each));
        this.ledger = ledger;
        this.schedule = schedule;
        this.calls = new Calls(this, archive, schedule, pace, restraints, verification, clock, metrics);
        this.restraints = restraints;
        this.clock = clock;
        this.fatal = fatal;
    }

    /** One thread for each connector: a target that is dead or slow holds up its own calls only. */
    private static ScheduledThreadPoolExecutor lane(String connector) {
        var lane = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "deliveries-" + connector));
        lane.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        lane.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return lane;
    }

    /** Writes an intent and carries it out. */
    public void order(ActionRecord intent) {
        write(intent);
        begin(intent);
    }

    /** Carries out an intent that was just written; anything else is left alone. */
    public void begin(ActionRecord action) {
        if (action.getMode() == ActionMode.LIVE
                && action.getState() == ActionState.EXECUTING
                && action.getEvidence() != null) {
            take(action, Duration.ZERO, ticket -> calls.call(connectors.get(action.getConnector()), action, ticket));
        }
    }

    /**
     * Goes on with an action of a former life, or one that a person ruled on: at its next due time, or at once when
     * nobody knows whether the last call was made.
     *
     * @param action a live action in one of the states between a decision and its end
     * @param offset where that state is in the ledger
     */
    public void resume(ActionRecord action, long offset) {
        if (action.getEvidence() == null
                || lastWrites.isOlder(action.getActionId(), offset)
                || tickets.claim(action.getActionId())) {
            return;
        }
        Connector connector = connectors.get(action.getConnector());
        if (connector == null) {
            park(action, "found unfinished, but its connector is not live now");
            return;
        }
        switch (action.getState()) {
            case EXECUTED -> take(action, Duration.ZERO, ticket -> calls.verify(connector, action, ticket, 1));
            case APPROVED ->
                take(action, Duration.ZERO, ticket -> calls.callAgain(connector, action, ticket, ruled(action)));
            case UNDOING -> take(action, untilDue(connector, action), ticket -> calls.undo(connector, action, ticket));
            default -> resumeCall(connector, action);
        }
    }

    private void resumeCall(Connector connector, ActionRecord action) {
        Traits traits = connector.traits();
        boolean unanswered = action.getOutcome() == null;
        if (unanswered && !traits.idempotent() && !traits.queryable()) {
            park(
                    action,
                    "nobody knows whether the last call took effect, and the target can neither be asked nor be called twice");
        } else {
            take(
                    action,
                    untilDue(connector, action),
                    ticket -> calls.callAgain(connector, action, ticket, "taken up again"));
        }
    }

    /** Writes down that nobody approved a proposal in time. */
    public void expire(ActionRecord proposal) {
        if (!tickets.claim(proposal.getActionId())) {
            take(proposal, Duration.ZERO, ticket -> finish(Rulings.expire(proposal, clock.instant()), ticket));
        }
    }

    /**
     * Writes a state again that a person's word crossed, which came too late for it.
     *
     * @param offset where that word is in the ledger
     */
    public void restore(ActionRecord action, long offset) {
        String id = action.getActionId();
        if (!lastWrites.isOlder(id, offset) && !tickets.claim(id)) {
            take(action, Duration.ZERO, ticket -> finish(action, ticket));
        }
    }

    private void park(ActionRecord action, String reason) {
        take(action, Duration.ZERO, ticket -> finish(ActionMoves.parked(action, reason, clock.instant()), ticket));
    }

    private static String ruled(ActionRecord action) {
        return action.getActor() + " approved it: " + action.getReason();
    }

    /** Lets go of what waits for these alert partitions, because another instance has them now. */
    public void release(Collection<Integer> alertPartitions) {
        tickets.release(alertPartitions);
    }

    /** Lets go of an action that waits, because a person has it now. */
    public void letGo(String actionId) {
        tickets.drop(actionId);
    }

    /** How many actions wait for a call or are in one. */
    public int pending() {
        return tickets.size();
    }

    private Duration untilDue(Connector connector, ActionRecord action) {
        if (action.getOutcome() == null || connector.isCollected()) {
            return Duration.ZERO;
        }
        Duration wait = schedule.waitAfter(action.getAttempt()).orElse(Duration.ZERO);
        Duration left = Duration.between(clock.instant(), action.getUpdatedAt().plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void take(ActionRecord action, Duration wait, Consumer<Ticket> task) {
        Ticket ticket = tickets.take(action.getActionId(), action.getEvidence().getPartition());
        schedule(action, ticket, wait, () -> task.accept(ticket));
    }

    /** Has a task done later, if the ticket still counts by then. */
    void schedule(ActionRecord action, Ticket ticket, Duration wait, Runnable task) {
        var unused = lanes.computeIfAbsent(action.getConnector(), Deliveries::lane)
                .schedule(() -> run(action, ticket, task), wait.toMillis(), TimeUnit.MILLISECONDS);
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

    /**
     * Whether a call above notification must wait for the end of a halt; the task is then done after it. Undoing is never
     * halted, nor is looking, nor writing down.
     */
    boolean waitsForResume(ActionRecord action, Ticket ticket, Runnable task) {
        boolean waits = restraints.holdsUp(action);
        if (waits) {
            schedule(action, ticket, HALTED_PAUSE, task);
        }
        return waits;
    }

    /** Writes an action's last state for now and gives its ticket back. */
    void finish(ActionRecord action, Ticket ticket) {
        write(action);
        tickets.giveBack(action.getActionId(), ticket);
        log(action);
    }

    /** Writes a state. */
    void write(ActionRecord action) {
        lastWrites.put(action.getActionId(), ledger.write(action));
    }

    static void log(ActionRecord action) {
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
        lanes.values().forEach(ScheduledThreadPoolExecutor::shutdown);
        try {
            for (ScheduledThreadPoolExecutor lane : lanes.values()) {
                if (!lane.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    lane.shutdownNow();
                }
            }
        } catch (InterruptedException e) {
            lanes.values().forEach(ScheduledThreadPoolExecutor::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }
}

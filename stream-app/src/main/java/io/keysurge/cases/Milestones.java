// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.alerts.Tailed;
import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The times that a post-mortem asks for.
 *
 * @param firstEventAt event time of the first event of the judged window
 * @param firstEventAppended when the broker appended it; null where it is no more in the log
 * @param raisedAt event time of the usage that opened the alert
 * @param raisedAppended when the broker appended the alert
 * @param decidedAt when the sink first decided to protect; null when it did not
 * @param executedAt when a target first said yes to a live protective step; null when none did
 * @param verifiedAt when a live protective step was first seen to hold; null when none was
 * @param undoneAt when a live protective step was last undone; null when none was
 * @param closedAt event time at which the alert closed; null while it is open
 */
public record Milestones(
        Instant firstEventAt,
        @Nullable Instant firstEventAppended,
        Instant raisedAt,
        Instant raisedAppended,
        @Nullable Instant decidedAt,
        @Nullable Instant executedAt,
        @Nullable Instant verifiedAt,
        @Nullable Instant undoneAt,
        @Nullable Instant closedAt) {

    private static final Set<ResponseStep> PROTECTIVE =
            EnumSet.of(ResponseStep.THROTTLE, ResponseStep.SUSPEND, ResponseStep.REVOKE);
    private static final Set<ActionState> DONE = EnumSet.of(ActionState.EXECUTED, ActionState.VERIFIED);

    static Milestones of(Incident incident, FirstEvent first) {
        Tailed<Alert> opened = incident.episode().first();
        List<ActionRecord> steps = incident.actions().stream()
                .map(Tailed::value)
                .filter(action -> PROTECTIVE.contains(action.getStep()))
                .toList();
        return new Milestones(
                first.at(),
                first.appendedAt(),
                opened.value().getRaisedAt(),
                opened.appendedAt(),
                earliest(steps.stream().map(ActionRecord::getProposedAt)),
                earliest(live(steps, DONE)
                        .map(action ->
                                action.getEffectiveAt() == null ? action.getUpdatedAt() : action.getEffectiveAt())),
                earliest(live(steps, EnumSet.of(ActionState.VERIFIED)).map(ActionRecord::getUpdatedAt)),
                live(steps, EnumSet.of(ActionState.UNDONE))
                        .map(ActionRecord::getUpdatedAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                incident.episode().closed() ? incident.episode().end() : null);
    }

    /**
     * How long it took until the alert was there: from when the first event was appended to when the alert was; by event
     * time where the first event is no more in the log.
     */
    public Duration timeToDetect() {
        return firstEventAppended == null
                ? timeToDetectInEventTime()
                : Duration.between(firstEventAppended, raisedAppended);
    }

    /** From the first event to the one that opened the alert, by the clocks of those who reported them. */
    public Duration timeToDetectInEventTime() {
        return Duration.between(firstEventAt, raisedAt);
    }

    /** From the alert to the decision; empty without one. */
    public Optional<Duration> timeToDecide() {
        return between(raisedAppended, decidedAt);
    }

    /** From the decision to the target's yes; empty without one. */
    public Optional<Duration> timeToExecute() {
        return between(decidedAt, executedAt);
    }

    /** From the target's yes to when it was seen to hold; empty without that. */
    public Optional<Duration> timeToVerify() {
        return between(executedAt, verifiedAt);
    }

    /** Those that were reached, in the order of an incident's life. */
    public List<Reached> reached() {
        List<Reached> reached = new ArrayList<>();
        add(reached, "first bad event", firstEventAt);
        add(reached, "alert raised, event time", raisedAt);
        add(reached, "alert raised, append time", raisedAppended);
        add(reached, "decision to protect", decidedAt);
        add(reached, "target said yes", executedAt);
        add(reached, "seen to hold", verifiedAt);
        add(reached, "undone", undoneAt);
        add(reached, "alert closed, event time", closedAt);
        return reached;
    }

    /** A milestone that was reached. */
    public record Reached(String name, Instant at) {}

    private static void add(List<Reached> reached, String name, @Nullable Instant at) {
        if (at != null) {
            reached.add(new Reached(name, at));
        }
    }

    private static Optional<Duration> between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? Optional.empty() : Optional.of(Duration.between(from, to));
    }

    private static Stream<ActionRecord> live(List<ActionRecord> steps, Set<ActionState> states) {
        return steps.stream()
                .filter(action -> action.getMode() == ActionMode.LIVE && states.contains(action.getState()));
    }

    private static @Nullable Instant earliest(Stream<Instant> instants) {
        return instants.min(Comparator.naturalOrder()).orElse(null);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import static io.keysurge.contract.ActionState.APPROVED;
import static io.keysurge.contract.ActionState.DENIED;
import static io.keysurge.contract.ActionState.EXECUTED;
import static io.keysurge.contract.ActionState.EXECUTING;
import static io.keysurge.contract.ActionState.EXPIRED;
import static io.keysurge.contract.ActionState.FAILED;
import static io.keysurge.contract.ActionState.PARKED;
import static io.keysurge.contract.ActionState.PROPOSED;
import static io.keysurge.contract.ActionState.UNDOING;
import static io.keysurge.contract.ActionState.VERIFIED;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.GuardRail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a person says of an action, each as a new record. The sink that has the action's alert carries it out; nothing is
 * carried out here.
 */
public final class Rulings {

    /** What cannot be undone takes two people. */
    private static final int APPROVALS_TO_REVOKE = 2;

    private static final Set<ActionState> OPEN = EnumSet.of(PROPOSED);
    private static final Set<ActionState> NOT_BEGUN = EnumSet.of(PROPOSED, APPROVED);
    private static final Set<ActionState> IN_HAND = EnumSet.of(APPROVED, EXECUTING, EXECUTED);
    private static final Set<ActionState> SHUT = EnumSet.of(FAILED, PARKED);
    private static final Set<ActionState> IN_EFFECT = EnumSet.of(VERIFIED, PARKED);

    private Rulings() {}

    /** Whether a person may approve: the action is live, and every guard rail that holds it back yields to a person. */
    public static boolean isApprovable(ActionRecord action) {
        return action.getState() == PROPOSED
                && action.getMode() == ActionMode.LIVE
                && unyielding(action).isEmpty();
    }

    /** How many more people have to approve, 1 or 2; 0 when enough did. */
    public static int approvalsMissing(ActionRecord action) {
        int needed = action.getStep() == ResponseStep.REVOKE ? APPROVALS_TO_REVOKE : 1;
        return Math.max(0, needed - action.getApprovals().size());
    }

    /**
     * A person approves. With enough approvals the action is APPROVED, and carried out.
     *
     * @param person who approves
     * @param reason why, never blank
     * @throws IllegalArgumentException when it cannot be approved, or the person did already
     */
    public static ActionRecord approve(ActionRecord action, String person, String reason, Instant now) {
        require(action, OPEN, "approve");
        if (action.getMode() != ActionMode.LIVE) {
            throw new IllegalArgumentException(
                    "the action is in dry run; set sink.mode and the connector's mode to live");
        }
        List<String> unyielding = unyielding(action);
        if (!unyielding.isEmpty()) {
            throw new IllegalArgumentException(
                    "held back by " + String.join(", ", unyielding) + ", which no approval sets aside");
        }
        if (action.getApprovals().contains(person)) {
            throw new IllegalArgumentException(person + " approved it already; it takes another person");
        }
        List<String> approvals = new ArrayList<>(action.getApprovals());
        approvals.add(person);
        ActionRecord next = ruled(action, PROPOSED, person, reason, now);
        next.setApprovals(approvals);
        if (approvalsMissing(next) == 0) {
            next.setState(APPROVED);
        }
        return next;
    }

    /** A person denies. The action is never proposed again for its alert. */
    public static ActionRecord deny(ActionRecord action, String person, String reason, Instant now) {
        require(action, OPEN, "deny");
        return ruled(action, DENIED, person, reason, now);
    }

    /** Nobody approved in time, which counts as no. */
    public static ActionRecord expire(ActionRecord action, Instant now) {
        String why =
                action.getState() == APPROVED ? "it was approved too late to be done" : "nobody approved it in time";
        return ActionMoves.moved(action, NOT_BEGUN, EXPIRED, why, action.getOutcome(), now);
    }

    /**
     * A person wants what was before an action restored.
     *
     * @throws IllegalArgumentException when there is nothing to restore
     */
    public static ActionRecord undo(ActionRecord action, String person, String reason, Instant now) {
        if (!ActionMoves.isDoneUnseen(action)) {
            require(action, IN_EFFECT, "undo");
        }
        if (action.getPriorState() == null) {
            throw new IllegalArgumentException("the state before it is not known, so it cannot be undone from here");
        }
        return afresh(ruled(action, UNDOING, person, reason, now));
    }

    /** A person has what failed or was parked called again, under the same key. */
    public static ActionRecord resend(ActionRecord action, String person, String reason, Instant now) {
        require(action, SHUT, "resend");
        return afresh(ruled(action, APPROVED, person, reason, now));
    }

    /** A person takes an action out of the sinks' hands; a call that is under way is not stopped by it. */
    public static ActionRecord park(ActionRecord action, String person, String reason, Instant now) {
        require(action, IN_HAND, "park");
        return ruled(action, PARKED, person, reason, now);
    }

    /** What came before says nothing of the call to come: no answer holds it up, no call counts against it. */
    private static ActionRecord afresh(ActionRecord action) {
        action.setOutcome(null);
        action.setAttempt(0);
        return action;
    }

    private static void require(ActionRecord action, Set<ActionState> states, String ruling) {
        if (!states.contains(action.getState())) {
            throw new IllegalArgumentException("cannot " + ruling + " an action that is " + action.getState()
                    + " (expected: "
                    + String.join(
                            " or ", states.stream().map(Enum::name).sorted().toList()) + ")");
        }
    }

    private static List<String> unyielding(ActionRecord action) {
        return action.getGuardRails().stream()
                .filter(check -> !check.getPassed())
                .map(GuardRailCheck::getGuardRail)
                .filter(label -> Arrays.stream(GuardRail.values())
                        .noneMatch(rail -> rail.label().equals(label) && rail.yieldsToApproval()))
                .toList();
    }

    private static ActionRecord ruled(
            ActionRecord action, ActionState state, String person, String reason, Instant now) {
        if (reason.isBlank() || person.isBlank()) {
            throw new IllegalArgumentException("reason and person: blank (expected: why, and who says so)");
        }
        ActionRecord next = ActionRecord.newBuilder(action).build();
        next.setState(state);
        next.setActor(person);
        next.setReason(reason);
        next.setUpdatedAt(now);
        return next;
    }
}

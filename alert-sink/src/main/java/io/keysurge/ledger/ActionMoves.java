// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import static io.keysurge.contract.ActionState.APPROVED;
import static io.keysurge.contract.ActionState.EXECUTED;
import static io.keysurge.contract.ActionState.EXECUTING;
import static io.keysurge.contract.ActionState.FAILED;
import static io.keysurge.contract.ActionState.PARKED;
import static io.keysurge.contract.ActionState.PROPOSED;
import static io.keysurge.contract.ActionState.UNDOING;
import static io.keysurge.contract.ActionState.UNDONE;
import static io.keysurge.contract.ActionState.VERIFIED;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Containment;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.Check;
import io.keysurge.revoke.Decision;
import io.keysurge.revoke.Decision.Act;
import io.keysurge.revoke.Decision.HoldBack;
import io.keysurge.revoke.Decision.Ignore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The moves an action can make, each as a new record; the old one is never changed.
 *
 * <pre>
 *   decided ──► PROPOSED ──► APPROVED, DENIED, EXPIRED    see {@link Rulings}
 *          │                    │
 *          └──► EXECUTING ◄─────┘
 *                 ▲  │   ├──► EXECUTED ──► VERIFIED ──► UNDOING ──► UNDONE   without VERIFIED where nobody can be asked
 *                 └──┘   ├──► FAILED
 *                        └──► PARKED   a person has to look
 * </pre>
 */
public final class ActionMoves {

    /** The connector of a decision that is for the record only. */
    public static final String RECORD_ONLY = "ledger";

    static final String ACTOR = "alert-sink";

    /** The prior state where undoing is possible although the target cannot be asked. */
    private static final String NOT_ASKED = "not asked";

    private static final Set<ActionState> OUT = EnumSet.of(EXECUTING);
    private static final Set<ActionState> BACK = EnumSet.of(UNDOING);
    private static final Set<ActionState> DONE = EnumSet.of(EXECUTED);
    private static final Set<ActionState> TO_MEASURE = EnumSet.of(EXECUTED, VERIFIED);
    private static final Set<ActionState> IN_HAND = EnumSet.of(APPROVED, EXECUTING, UNDOING);
    private static final Set<ActionState> PARKABLE = EnumSet.of(APPROVED, EXECUTING, EXECUTED, VERIFIED, UNDOING);

    static {
        Contracts.trust(); // builders need it
    }

    private ActionMoves() {}

    /**
     * The first record of an action.
     *
     * @param plan what the connector does or would do, in one sentence
     * @param evidence where the alert is in the log
     * @param caseId what the alert belongs to
     * @param configurationHash hash of the settings in force
     */
    public static ActionRecord decided(
            Decision decision,
            Alert alert,
            String plan,
            EventReference evidence,
            String caseId,
            String configurationHash,
            Instant now) {
        String connector = connector(decision);
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return ActionRecord.newBuilder()
                .setActionId(ActionId.of(alert.getAlertId(), connector, decision.step()))
                .setAlertId(alert.getAlertId())
                .setAlertRevision(alert.getRevision())
                .setAlertType(alert.getType())
                .setSeverity(alert.getSeverity())
                .setIdentityId(alert.getIdentityId())
                .setCaseId(caseId)
                .setBusinessUnit(alert.getIdentity().getBusinessUnit())
                .setCredentialFingerprint(
                        alert.getCredential() == null
                                ? null
                                : alert.getCredential().getFingerprint())
                .setStep(decision.step())
                .setConnector(connector)
                .setMode(mode(decision))
                .setState(state(decision))
                .setPlan(plan)
                .setReason(reason(decision))
                .setGuardRails(guardRails(decision.checks()))
                .setAttempt(goesOut(decision) ? 1 : 0)
                .setOutcome(null)
                .setActor(ACTOR)
                .setEvidence(evidence)
                .setConfigurationHash(configurationHash)
                .setProposedAt(at)
                .setUpdatedAt(at)
                .build();
    }

    /** The intent of one more call, to be written before the call is made. */
    public static ActionRecord callingAgain(ActionRecord action, String reason, Instant now) {
        ActionRecord next = moved(action, IN_HAND, undoingOr(EXECUTING, action), reason, null, now);
        next.setAttempt(action.getAttempt() + 1);
        return next;
    }

    /** How the target stands is known, and kept before anything is changed. */
    public static ActionRecord knowing(ActionRecord action, String priorState, Instant now) {
        ActionRecord next = moved(action, OUT, EXECUTING, action.getReason(), action.getOutcome(), now);
        next.setPriorState(priorState);
        return next;
    }

    /** The call failed and will be made again. */
    public static ActionRecord retryLater(ActionRecord action, String answer, Instant due, Instant now) {
        return moved(
                action, IN_HAND, action.getState(), "next call at " + due.truncatedTo(ChronoUnit.SECONDS), answer, now);
    }

    /** The action can be undone, and nobody can ask the target how it stood before. */
    public static ActionRecord unasked(ActionRecord action, Instant now) {
        return knowing(action, NOT_ASKED, now);
    }

    /** Whether the target has accepted an action and shall be asked whether it is in effect. */
    public static boolean isToBeSeen(ActionRecord action) {
        return action.getState() == EXECUTED
                && action.getPriorState() != null
                && !action.getPriorState().equals(NOT_ASKED);
    }

    /** Whether the target has accepted an action, and there is nobody to ask whether it is in effect. */
    public static boolean isDoneUnseen(ActionRecord action) {
        return action.getState() == EXECUTED && !isToBeSeen(action);
    }

    /**
     * The target said yes.
     *
     * @param allowedLag how long the target may take until its yes holds everywhere
     */
    public static ActionRecord executed(ActionRecord action, String answer, Duration allowedLag, Instant now) {
        ActionRecord next = moved(action, OUT, EXECUTED, "the target accepted it", answer, now);
        next.setEffectiveAt(next.getUpdatedAt());
        next.setAllowedLagMs(allowedLag.toMillis());
        return next;
    }

    /** The target shows that it is in effect. */
    public static ActionRecord verified(ActionRecord action, String reason, Instant now) {
        return moved(action, DONE, VERIFIED, reason, action.getOutcome(), now);
    }

    /** The identity's usage went as quiet as it should. */
    public static ActionRecord contained(ActionRecord action, Containment measured, String reason) {
        return measured(action, measured, action.getState(), reason);
    }

    /** The identity is used all the same, so it is carried out again. */
    public static ActionRecord reopened(ActionRecord action, Containment measured, String reason) {
        ActionRecord next = measured(action, measured, EXECUTING, reason);
        next.setAttempt(0);
        next.setOutcome(null);
        return next;
    }

    /** The identity is used all the same, and nothing that can be done here stops it. */
    public static ActionRecord notContained(ActionRecord action, Containment measured, String reason) {
        return measured(action, measured, PARKED, reason);
    }

    private static ActionRecord measured(ActionRecord action, Containment measured, ActionState state, String reason) {
        ActionRecord next = moved(action, TO_MEASURE, state, reason, action.getOutcome(), measured.getMeasuredAt());
        next.setContainment(measured);
        return next;
    }

    /** Whether a state says no more than what the usage showed. */
    static boolean isMeasurement(ActionRecord action) {
        return action.getContainment() != null
                && action.getContainment().getMeasuredAt().equals(action.getUpdatedAt());
    }

    /** What was before it is restored. */
    public static ActionRecord undone(ActionRecord action, String answer, Instant now) {
        return moved(action, BACK, UNDONE, action.getReason(), answer, now);
    }

    /** It cannot be undone, and stays as much in effect as was known before. */
    public static ActionRecord notUndone(ActionRecord action, String answer, Instant now) {
        ActionState before = NOT_ASKED.equals(action.getPriorState()) ? EXECUTED : VERIFIED;
        return moved(action, BACK, before, "could not be undone", answer, now);
    }

    /** It did not take effect and will not be tried again. */
    public static ActionRecord failed(ActionRecord action, String reason, String answer, Instant now) {
        return moved(action, OUT, FAILED, reason, answer, now);
    }

    /** Nobody but a person can say how to go on. */
    public static ActionRecord parked(ActionRecord action, String reason, Instant now) {
        return moved(action, PARKABLE, PARKED, reason, action.getOutcome(), now);
    }

    private static ActionState undoingOr(ActionState state, ActionRecord action) {
        return action.getState() == UNDOING ? UNDOING : state;
    }

    static ActionRecord moved(
            ActionRecord action,
            Set<ActionState> from,
            ActionState state,
            String reason,
            @Nullable String outcome,
            Instant now) {
        if (!from.contains(action.getState()) || action.getMode() != ActionMode.LIVE) {
            throw new IllegalStateException("action " + action.getActionId() + ": " + action.getMode() + " "
                    + action.getState() + " (expected: LIVE "
                    + from.stream().map(Enum::name).sorted().collect(Collectors.joining(" or ")) + " before " + state
                    + ")");
        }
        return ActionRecord.newBuilder(action)
                .setState(state)
                .setReason(reason)
                .setOutcome(outcome)
                .setActor(ACTOR)
                .setUpdatedAt(now.truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static boolean goesOut(Decision decision) {
        return decision instanceof Act act && act.mode() == ActionMode.LIVE;
    }

    private static ActionState state(Decision decision) {
        if (decision.step() == ResponseStep.RECORD) {
            return EXECUTED; // done by being written
        }
        return goesOut(decision) ? EXECUTING : PROPOSED;
    }

    private static ActionMode mode(Decision decision) {
        if (decision instanceof Act act) {
            return act.mode();
        }
        return decision instanceof HoldBack held ? held.mode() : ActionMode.DRY_RUN;
    }

    /** Who carries a decision out. */
    public static String connector(Decision decision) {
        if (decision instanceof Act act) {
            return act.connector();
        }
        return decision instanceof HoldBack held ? held.connector() : RECORD_ONLY;
    }

    private static String reason(Decision decision) {
        if (decision instanceof HoldBack held) {
            return "held back by " + held.why();
        }
        if (decision instanceof Ignore ignored) {
            return ignored.why();
        }
        return goesOut(decision) ? "every guard rail passed" : "would be done now, but for the dry run";
    }

    private static List<GuardRailCheck> guardRails(List<Check> checks) {
        return checks.stream()
                .map(check -> new GuardRailCheck(check.name(), check.passed(), check.reason()))
                .toList();
    }
}

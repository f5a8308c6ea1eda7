// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import static io.keysurge.contract.ActionState.APPROVED;
import static io.keysurge.contract.ActionState.PROPOSED;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertBaseline;
import io.keysurge.contract.AlertIdentity;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.AlertWindow;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.GuardRail;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a person decides without any alert: an action like any other, so that it is carried out, looked at and undone in
 * the same way.
 *
 * @param identityId whom it hits
 * @param step THROTTLE, SUSPEND or REVOKE
 * @param connector who carries it out
 * @param mode DRY_RUN: for the record only
 * @param plan what the connector does or would do
 * @param usage where the identity's usage stood in its topic; the sink that has this partition of the alerts carries it
 *     out
 * @param person who decides
 * @param reason why, never blank
 */
public record OwnDecision(
        String identityId,
        ResponseStep step,
        String connector,
        ActionMode mode,
        String plan,
        EventReference usage,
        String person,
        String reason) {

    /** What the id of the alert begins with that there is none of. */
    private static final String PREFIX = "person-";

    private static final int GRAVEST = 5;
    private static final String NO_HASH = "0".repeat(16);

    static {
        Contracts.trust();
    }

    public OwnDecision {
        if (step.compareTo(ResponseStep.NOTIFY_RESPONDERS) <= 0) {
            throw new IllegalArgumentException("step: " + step + " (expected: THROTTLE, SUSPEND or REVOKE)");
        }
        if (reason.isBlank() || person.isBlank()) {
            throw new IllegalArgumentException("reason and person: blank (expected: why, and who says so)");
        }
    }

    /** True for an action that a person decided without an alert. */
    public static boolean isOne(ActionRecord action) {
        return action.getAlertId().startsWith(PREFIX);
    }

    /** The ledger's first record of it: approved, unless it takes another person. */
    public ActionRecord record(Instant now) {
        String alertId = PREFIX + UUID.randomUUID();
        ActionRecord action = ActionRecord.newBuilder()
                .setActionId(ActionId.of(alertId, connector, step))
                .setAlertId(alertId)
                .setAlertRevision(1)
                .setAlertType(AlertType.UNKNOWN)
                .setSeverity(GRAVEST)
                .setIdentityId(identityId)
                .setCaseId(alertId)
                .setStep(step)
                .setConnector(connector)
                .setMode(mode)
                .setState(PROPOSED)
                .setPlan(plan)
                .setReason(reason)
                .setGuardRails(List.of(check()))
                .setApprovals(List.of(person))
                .setOutcome(null)
                .setActor(person)
                .setEvidence(usage)
                .setConfigurationHash(NO_HASH)
                .setProposedAt(now)
                .setUpdatedAt(now)
                .build();
        if (mode == ActionMode.LIVE && Rulings.approvalsMissing(action) == 0) {
            action.setState(APPROVED);
        }
        return action;
    }

    private GuardRailCheck check() {
        if (mode == ActionMode.DRY_RUN) {
            return new GuardRailCheck(GuardRail.DRY_RUN.label(), false, "a plan only");
        }
        boolean alone = step != ResponseStep.REVOKE;
        return new GuardRailCheck(
                GuardRail.APPROVAL.label(),
                alone,
                alone ? person + " decided it" : "what cannot be undone takes another person");
    }

    /** What connectors are told in place of an alert. */
    public static Alert alert(ActionRecord action) {
        Instant at = action.getProposedAt();
        EventReference usage = action.getEvidence();
        return Alert.newBuilder()
                .setAlertId(action.getAlertId())
                .setRevision(action.getAlertRevision())
                .setState(EpisodeState.OPEN)
                .setType(action.getAlertType())
                .setIdentityId(action.getIdentityId())
                .setSeverity(action.getSeverity())
                .setConfidence(1)
                .setRaisedAt(at)
                .setOpenedAt(at)
                .setIdentity(
                        AlertIdentity.newBuilder().setId(action.getIdentityId()).build())
                .setWindow(new AlertWindow(at, at))
                .setUnit("decision")
                .setObserved(1)
                .setExpected(0)
                .setThreshold(0)
                .setRatio(1)
                .setScore(0)
                .setBaseline(new AlertBaseline(0, at, false))
                .setFirstEvent(usage)
                .setLastEvent(usage)
                .setDetector("person/1")
                .setConfigurationHash(action.getConfigurationHash())
                .setRecommendedAction(action.getStep())
                .setExplanation("Decided by " + String.join(" and ", action.getApprovals()) + ".")
                .build();
    }
}

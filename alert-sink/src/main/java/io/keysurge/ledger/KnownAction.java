// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.GuardRail;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is worth remembering of an action; a small part of its record.
 *
 * @param taken it went out, or in a dry run would have
 * @param signal its alert counts as a sign against the identity
 */
record KnownAction(
        String alertId,
        @Nullable String caseId,
        int revision,
        String identityId,
        @Nullable String businessUnit,
        AlertType type,
        ResponseStep step,
        String connector,
        ActionMode mode,
        ActionState state,
        boolean taken,
        boolean signal,
        Instant decidedAt,
        Instant updatedAt) {

    private static final Set<String> NOT_A_SIGN = Set.of(GuardRail.REPLAY.label(), GuardRail.ALERT_AGE.label());

    static KnownAction of(ActionRecord action) {
        boolean outward = action.getStep() != ResponseStep.RECORD;
        return new KnownAction(
                action.getAlertId(),
                action.getCaseId(),
                action.getAlertRevision(),
                action.getIdentityId(),
                action.getBusinessUnit(),
                action.getAlertType(),
                action.getStep(),
                action.getConnector(),
                action.getMode(),
                action.getState(),
                outward && wasTaken(action),
                outward && !OwnDecision.isOne(action) && heldBackBy(action).noneMatch(NOT_A_SIGN::contains),
                action.getProposedAt(),
                action.getUpdatedAt());
    }

    private static boolean wasTaken(ActionRecord action) {
        return action.getMode() == ActionMode.LIVE
                ? action.getState() != ActionState.PROPOSED
                : heldBackBy(action).allMatch(GuardRail.DRY_RUN.label()::equals);
    }

    private static Stream<String> heldBackBy(ActionRecord action) {
        return action.getGuardRails().stream()
                .filter(check -> !check.getPassed())
                .map(GuardRailCheck::getGuardRail);
    }
}

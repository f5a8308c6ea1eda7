// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.ledger.ActionMoves;
import java.util.Locale;
import java.util.Set;

/** Actions as a person reads them. */
final class ActionLines {

    private static final Set<ActionState> ENDS = Set.of(
            ActionState.VERIFIED,
            ActionState.UNDONE,
            ActionState.FAILED,
            ActionState.PARKED,
            ActionState.DENIED,
            ActionState.EXPIRED,
            ActionState.UNSUPPORTED);

    private ActionLines() {}

    /** What cannot be asked for is over when it was done; the rest is looked at once more. */
    static boolean isOver(ActionRecord action) {
        return ENDS.contains(action.getState()) || ActionMoves.isDoneUnseen(action);
    }

    /** One action in one line. */
    static String line(ActionRecord action) {
        return String.format(
                Locale.ROOT,
                "%s  %s  %-9s %-17s %-28s %-8s %s%s",
                action.getUpdatedAt(),
                action.getActionId().substring(0, 12),
                action.getState(),
                action.getStep(),
                action.getIdentityId(),
                action.getConnector(),
                action.getReason(),
                action.getOutcome() == null ? "" : " [" + action.getOutcome() + "]");
    }
}

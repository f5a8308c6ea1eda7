// SPDX-License-Identifier: Apache-2.0
package io.keysurge.consume;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.ResponseStep;
import java.util.stream.Collectors;

/** A decision as one line that a person can read. */
final class DecisionLines {

    private static final int LONGEST_TEXT = 600;

    private DecisionLines() {}

    /** The line, on one line whatever the alert's own texts hold. */
    static String line(ActionRecord action, String explanation) {
        String text = explanation.length() > LONGEST_TEXT ? explanation.substring(0, LONGEST_TEXT) : explanation;
        return (claim(action) + " " + action.getIdentityId() + ": " + text + note(action))
                .replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
    }

    private static String claim(ActionRecord action) {
        if (action.getStep() == ResponseStep.RECORD) {
            return "RECORDED";
        }
        if (action.getMode() == ActionMode.DRY_RUN) {
            return "DRY RUN would " + action.getStep();
        }
        return (action.getState() == ActionState.PROPOSED ? "HELD BACK " : "LIVE ") + action.getStep();
    }

    private static String note(ActionRecord action) {
        if (action.getStep() == ResponseStep.RECORD) {
            return " [" + action.getReason() + "]";
        }
        String heldBack = action.getGuardRails().stream()
                .filter(check -> !check.getPassed())
                .map(GuardRailCheck::getGuardRail)
                .collect(Collectors.joining(", "));
        return heldBack.isEmpty() ? "" : " [held back: " + heldBack + "]";
    }
}

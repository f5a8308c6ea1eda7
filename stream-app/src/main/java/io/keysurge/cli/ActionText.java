// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.ResponseStep;
import java.util.stream.Collectors;

/** What the sink recorded, as one line for a person. */
final class ActionText {

    private static final String DRY_RUN_RAIL = "dry-run";

    private ActionText() {}

    /** The line, such as {@code DRY RUN would THROTTLE key-1: ...}. */
    static String of(ActionRecord action) {
        if (action.getStep() == ResponseStep.RECORD) {
            return "RECORDED " + action.getIdentityId() + ": " + action.getReason();
        }
        String claim = action.getMode() == ActionMode.DRY_RUN ? "DRY RUN would " : action.getState() + " ";
        String head = action.getStep() + " " + action.getIdentityId();
        // Plans begin with the same words; saying them twice helps nobody.
        String plan = action.getPlan().startsWith(head) ? action.getPlan() : head + ": " + action.getPlan();
        return claim + plan + heldBack(action);
    }

    private static String heldBack(ActionRecord action) {
        String rails = action.getGuardRails().stream()
                .filter(rail -> !rail.getPassed() && !rail.getGuardRail().equals(DRY_RUN_RAIL))
                .map(GuardRailCheck::getGuardRail)
                .collect(Collectors.joining(", "));
        return rails.isEmpty() ? "" : " [held back: " + rails + "]";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.notice;

import io.keysurge.contract.ActionRecord;

/** How actions belong together: everything that is told of one identity within a while is one case. */
public final class Cases {

    private Cases() {}

    /** The case that an action belongs to: the id of the case's first alert. */
    public static String caseOf(ActionRecord action) {
        return action.getCaseId() == null ? action.getAlertId() : action.getCaseId();
    }

    /** True for an action that tells how another one ended. */
    public static boolean isOutcome(ActionRecord action) {
        return action.getTellsOf() != null;
    }
}

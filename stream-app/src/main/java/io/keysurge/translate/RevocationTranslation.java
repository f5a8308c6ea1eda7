// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.ResponseStep;
import io.keysurge.detect.Revocation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Actions of the sink's ledger become what judgement takes of them. */
public final class RevocationTranslation {

    private RevocationTranslation() {}

    /**
     * What an action's newest state says about whether its identity may be used.
     *
     * @return null when it says nothing: a dry run, a step that does not stop use, or one that no target has accepted
     */
    public static @Nullable Revocation revocation(ActionRecord action) {
        Instant effectiveAt = action.getEffectiveAt();
        if (action.getMode() != ActionMode.LIVE || effectiveAt == null || !stopsUse(action.getStep())) {
            return null;
        }
        Long allowedLag = action.getAllowedLagMs();
        return new Revocation(
                action.getActionId(),
                action.getCredentialFingerprint(),
                action.getStep().name(),
                effectiveAt.toEpochMilli(),
                allowedLag == null ? 0 : Math.max(0, allowedLag),
                isTakenBack(action.getState()));
    }

    private static boolean stopsUse(ResponseStep step) {
        return step == ResponseStep.SUSPEND || step == ResponseStep.REVOKE;
    }

    /** The target may have taken it back before it says so. */
    private static boolean isTakenBack(ActionState state) {
        return state == ActionState.UNDOING || state == ActionState.UNDONE;
    }
}

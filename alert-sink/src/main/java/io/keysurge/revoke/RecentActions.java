// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What the ledger says was decided lately. The policy's only memory. */
public interface RecentActions {

    /**
     * True when this step of this alert was already taken, so that taking it again would repeat it. A step that was
     * held back is not
     * taken; a step that a dry run would have taken counts as taken for a dry run only.
     */
    boolean taken(String alertId, String connector, ResponseStep step, ActionMode mode);

    /**
     * Types of the other live alerts on the identity that were decided on since then. Stale and replayed alerts do not
     * count.
     */
    Set<AlertType> otherSignals(String identityId, String alertId, Instant since);

    /** Why everything above notification is halted, in one sentence; empty when it is not. */
    Optional<String> halted();

    /** Identities on which a step above notification was taken since then, or would have been but for the dry run. */
    Set<String> identitiesActedOn(Instant since);
}

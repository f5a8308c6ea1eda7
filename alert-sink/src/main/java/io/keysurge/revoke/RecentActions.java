// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** Steps above notification that were taken since then, or would have been but for the dry run. */
    Set<Acted> actedOn(Instant since);

    /** Identities about which somebody was told since then, or would have been but for the dry run. */
    Set<String> toldOf(Instant since);

    /**
     * Who was acted on, and by whom.
     *
     * @param identityId the identity
     * @param businessUnit who pays for it; null when that is not known
     * @param connector who took the step
     */
    record Acted(String identityId, @Nullable String businessUnit, String connector) {}
}

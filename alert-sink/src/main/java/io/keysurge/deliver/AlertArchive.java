// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import java.util.Optional;

/** Where the alert behind an intent is found again, also after a restart. */
@FunctionalInterface
public interface AlertArchive {

    /**
     * The alert that asked for an action; empty when it is no longer in the log. Throws when that cannot be said now.
     *
     * @param action with its evidence
     */
    Optional<Alert> find(ActionRecord action);
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import io.keysurge.contract.Alert;
import io.keysurge.contract.EventReference;
import java.util.Optional;

/** Where the alert behind an intent is found again, also after a restart. */
@FunctionalInterface
public interface AlertArchive {

    /**
     * The alert at this place in the log; empty when it is no longer there. Throws when that cannot be said now.
     *
     * @param evidence topic, partition and offset of the alert
     */
    Optional<Alert> find(EventReference evidence);
}

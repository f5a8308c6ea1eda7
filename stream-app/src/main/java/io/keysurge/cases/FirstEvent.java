// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.contract.EventReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first event of the window that an alert judged.
 *
 * @param at its event time; the start of the window where the event is no more in the log
 * @param appendedAt when the broker appended it; null where it is no more
 * @param reference where it is, or was
 */
public record FirstEvent(Instant at, @Nullable Instant appendedAt, EventReference reference) {

    /** True when the log still has it. */
    public boolean found() {
        return appendedAt != null;
    }
}

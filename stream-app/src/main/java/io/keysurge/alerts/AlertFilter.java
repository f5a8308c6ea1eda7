// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

import io.keysurge.contract.Alert;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts somebody wants to see.
 *
 * @param identity only this identity's; null for everybody's
 * @param minSeverity only this severe or more, 1 to 5
 */
public record AlertFilter(@Nullable String identity, int minSeverity) {

    /** True when the alert is to be shown. */
    public boolean shows(Alert alert) {
        return alert.getSeverity() >= minSeverity && (identity == null || identity.equals(alert.getIdentityId()));
    }
}

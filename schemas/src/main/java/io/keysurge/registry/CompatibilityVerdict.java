// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import java.util.List;

/**
 * Whether a schema may become the next version of a subject.
 *
 * @param compatible true when it may
 * @param reasons what speaks against it, in the registry's words; may be empty even when it may not
 */
public record CompatibilityVerdict(boolean compatible, List<String> reasons) {

    public CompatibilityVerdict {
        reasons = List.copyOf(reasons);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import java.util.Map;

/**
 * Everything that a folder of files says.
 *
 * @param identities who every identity is, by id
 * @param sharedBudgets what groups of identities may consume together, by group, such as {@code business_unit:payments}
 */
public record Declared(Map<String, IdentityRecord> identities, Map<String, SharedBudgets> sharedBudgets) {

    public Declared {
        identities = Map.copyOf(identities);
        sharedBudgets = Map.copyOf(sharedBudgets);
    }
}

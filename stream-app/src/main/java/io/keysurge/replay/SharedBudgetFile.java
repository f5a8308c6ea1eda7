// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.SharedBudgets;
import io.keysurge.usage.SharedBudgetRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a file of budgets that groups share: JSON objects with the fields of the SharedBudgets contract, one after the other or in an array. */
public final class SharedBudgetFile {

    private SharedBudgetFile() {}

    /**
     * Reads the budgets of every group of a file, in its order.
     *
     * @throws IOException when it cannot be read or an entry is wrong; the message names the entry, the field and why
     */
    public static List<SharedBudgets> read(Path file) throws IOException {
        return RecordFile.read(
                file,
                SharedBudgets.class,
                shared -> SharedBudgetRules.check(shared, SharedBudgetRules.key(shared.getScope(), shared.getName())));
    }
}

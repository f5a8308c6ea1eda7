// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.ActionRecord;
import io.keysurge.usage.ActionRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Reads a file of actions: JSON objects with the fields of the ActionRecord contract, one after the other or in an array. */
public final class ActionFile {

    private ActionFile() {}

    /**
     * Reads every state of every action of a file, that reached first first.
     *
     * @throws IOException when it cannot be read or an entry is wrong; the message names the entry, the field and why
     */
    public static List<ActionRecord> read(Path file) throws IOException {
        List<ActionRecord> actions =
                RecordFile.read(file, ActionRecord.class, action -> ActionRules.check(action, action.getActionId()));
        actions.sort(Comparator.comparing(ActionRecord::getUpdatedAt));
        return actions;
    }
}

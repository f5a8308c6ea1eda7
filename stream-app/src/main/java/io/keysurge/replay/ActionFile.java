// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import io.keysurge.usage.ActionRules;
import io.keysurge.usage.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads a file of actions: JSON objects with the fields of the ActionRecord contract, one after the other or in an array. */
public final class ActionFile {

    private ActionFile() {}

    /**
     * Reads every state of every action of a file, that reached first first.
     *
     * @throws IOException when it cannot be read or an entry is wrong; the message names the entry, the field and why
     */
    public static List<ActionRecord> read(Path file) throws IOException {
        List<ActionRecord> actions = new ArrayList<>();
        int entry = 0;
        for (JsonNode node : IdentityFile.nodes(file)) {
            entry++;
            try {
                ActionRecord action = RecordJson.read(node, ActionRecord.class);
                Optional<Refusal> refusal = ActionRules.check(action, action.getActionId());
                if (refusal.isPresent()) {
                    throw new IOException(
                            file + ": entry " + entry + ": " + refusal.get().sentence());
                }
                actions.add(action);
            } catch (InvalidRecordException e) {
                throw new IOException(file + ": entry " + entry + ": " + e.getMessage(), e);
            }
        }
        actions.sort(Comparator.comparing(ActionRecord::getUpdatedAt));
        return actions;
    }
}

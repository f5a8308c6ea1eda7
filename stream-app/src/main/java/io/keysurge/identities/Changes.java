// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.json.RecordJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What would have to change for the registry to say what files say.
 *
 * @param added identities that are not registered yet
 * @param changed identities that are registered otherwise
 * @param removed identities that no file names
 * @param unchanged how many are registered as the files say
 */
public record Changes(
        Map<String, IdentityRecord> added,
        Map<String, Change> changed,
        Map<String, IdentityRecord> removed,
        int unchanged) {

    private static final String EFFECTIVE_FROM = "effective_from";

    /** One identity before and after. */
    public record Change(IdentityRecord before, IdentityRecord after) {

        /** Each field that changes, with both values as JSON. */
        public Map<String, String> fields() {
            ObjectNode old = traits(before);
            Map<String, String> fields = new TreeMap<>();
            for (Map.Entry<String, JsonNode> each : traits(after).properties()) {
                JsonNode was = old.get(each.getKey());
                if (!each.getValue().equals(was)) {
                    fields.put(each.getKey(), was + " -> " + each.getValue());
                }
            }
            return fields;
        }
    }

    public Changes {
        added = Map.copyOf(added);
        changed = Map.copyOf(changed);
        removed = Map.copyOf(removed);
    }

    /** Compares; from when a record holds is no difference. */
    public static Changes between(Map<String, IdentityRecord> registered, Map<String, IdentityRecord> declared) {
        Map<String, IdentityRecord> added = new TreeMap<>(declared);
        added.keySet().removeAll(registered.keySet());
        Map<String, IdentityRecord> removed = new TreeMap<>(registered);
        removed.keySet().removeAll(declared.keySet());
        Map<String, Change> changed = new TreeMap<>();
        declared.forEach((id, after) -> {
            IdentityRecord before = registered.get(id);
            if (before != null && !traits(before).equals(traits(after))) {
                changed.put(id, new Change(before, after));
            }
        });
        return new Changes(added, changed, removed, declared.size() - added.size() - changed.size());
    }

    /** Whether there is anything to do. */
    public boolean isEmpty(boolean removing) {
        return added.isEmpty() && changed.isEmpty() && (!removing || removed.isEmpty());
    }

    /**
     * The records to write.
     *
     * @param removing whether who is in no file is registered no more
     * @param effectiveFrom event time from which they hold; null: from their arrival
     */
    public Map<String, Optional<IdentityRecord>> toWrite(boolean removing, @Nullable Instant effectiveFrom) {
        Map<String, Optional<IdentityRecord>> records = new TreeMap<>();
        added.forEach((id, identity) -> records.put(id, Optional.of(from(identity, effectiveFrom))));
        changed.forEach((id, change) -> records.put(id, Optional.of(from(change.after(), effectiveFrom))));
        if (removing) {
            removed.keySet().forEach(id -> records.put(id, Optional.empty()));
        }
        return records;
    }

    private static IdentityRecord from(IdentityRecord identity, @Nullable Instant effectiveFrom) {
        return IdentityRecord.newBuilder(identity)
                .setEffectiveFrom(effectiveFrom)
                .build();
    }

    private static ObjectNode traits(IdentityRecord identity) {
        ObjectNode traits = RecordJson.toTree(identity);
        traits.remove(EFFECTIVE_FROM);
        return traits;
    }
}

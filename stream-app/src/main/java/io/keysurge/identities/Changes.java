// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.json.RecordJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;

/**
 * What would have to change for a topic of the registry to say what files say.
 *
 * @param added what is not registered yet, by key
 * @param changed what is registered otherwise
 * @param removed what is registered and in no file
 * @param unchanged how many are registered as the files say
 * @param <V> the contract of the topic's records
 */
public record Changes<V extends SpecificRecord>(
        Map<String, V> added, Map<String, Change<V>> changed, Map<String, V> removed, int unchanged) {

    private static final String EFFECTIVE_FROM = "effective_from";

    /** One record before and after. */
    public record Change<V extends SpecificRecord>(V before, V after) {

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
    public static <V extends SpecificRecord> Changes<V> between(Map<String, V> registered, Map<String, V> declared) {
        Map<String, V> added = new TreeMap<>(declared);
        added.keySet().removeAll(registered.keySet());
        Map<String, V> removed = new TreeMap<>(registered);
        removed.keySet().removeAll(declared.keySet());
        Map<String, Change<V>> changed = new TreeMap<>();
        declared.forEach((key, after) -> {
            V before = registered.get(key);
            if (before != null && !traits(before).equals(traits(after))) {
                changed.put(key, new Change<>(before, after));
            }
        });
        return new Changes<>(added, changed, removed, declared.size() - added.size() - changed.size());
    }

    /** Whether there is anything to do. */
    public boolean isEmpty(boolean removing) {
        return added.isEmpty() && changed.isEmpty() && (!removing || removed.isEmpty());
    }

    /**
     * The records to write, by key; empty: what is there goes.
     *
     * @param removing whether what is in no file goes
     * @param finish makes the record that is written of the one that the file says
     */
    public Map<String, Optional<V>> toWrite(boolean removing, UnaryOperator<V> finish) {
        Map<String, Optional<V>> records = new TreeMap<>();
        added.forEach((key, after) -> records.put(key, Optional.of(finish.apply(after))));
        changed.forEach((key, change) -> records.put(key, Optional.of(finish.apply(change.after()))));
        if (removing) {
            removed.keySet().forEach(key -> records.put(key, Optional.empty()));
        }
        return records;
    }

    private static ObjectNode traits(SpecificRecord record) {
        ObjectNode traits = RecordJson.toTree(record);
        traits.remove(EFFECTIVE_FROM);
        return traits;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.usage.IdentityRules;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.SharedBudgetRules;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * One list of the files, and how its entries become records.
 *
 * @param name what the list is called
 * @param naming the field by which an entry is told from others
 * @param key of an entry's record
 * @param tree an entry with all its traits and the record's field names; soft limits still stand apart
 * @param type of the record
 * @param rules which of them a record with its key breaks
 * @param <V> the contract of the records
 */
record Section<V extends SpecificRecord>(
        String name,
        String naming,
        Function<JsonNode, String> key,
        Function<JsonNode, ObjectNode> tree,
        Class<V> type,
        BiFunction<V, String, Stream<Refusal>> rules) {

    /** Who they are. */
    static Section<IdentityRecord> identities(Defaults defaults) {
        return new Section<>(
                "identities",
                "id",
                entry -> entry.path("id").asText(),
                entry -> {
                    ObjectNode identity = defaults.complete(entry);
                    identity.set("identity_id", identity.remove("id"));
                    return identity;
                },
                IdentityRecord.class,
                IdentityRules::broken);
    }

    /** What groups of them may consume together. */
    static Section<SharedBudgets> sharedBudgets() {
        return new Section<>(
                "shared_budgets",
                "name",
                entry -> SharedBudgetRules.key(scope(entry), entry.path("name").asText()),
                entry -> entry.<ObjectNode>deepCopy().put("scope", scope(entry).name()),
                SharedBudgets.class,
                (shared, key) -> SharedBudgetRules.broken(shared, key).stream());
    }

    private static BudgetScope scope(JsonNode entry) {
        return BudgetScope.valueOf(entry.path("scope").asText().toUpperCase(Locale.ROOT));
    }
}

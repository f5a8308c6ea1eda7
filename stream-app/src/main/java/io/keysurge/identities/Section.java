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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * One list of the files, and how its entries become records.
 *
 * @param name what the list is called
 * @param naming the field by which an entry is told from others
 * @param key of an entry's record
 * @param needed fields without which an entry is nobody's
 * @param defaults what entries inherit
 * @param named an entry with the record's field names; soft limits still stand apart
 * @param type of the record
 * @param rules which of them a record with its key breaks
 * @param <V> the contract of the records
 */
record Section<V extends SpecificRecord>(
        String name,
        String naming,
        Function<JsonNode, String> key,
        List<String> needed,
        Defaults defaults,
        UnaryOperator<ObjectNode> named,
        Class<V> type,
        BiFunction<V, String, Stream<Refusal>> rules) {

    /** Who they are. */
    static Section<IdentityRecord> identities(Defaults defaults) {
        return new Section<>(
                "identities",
                "id",
                entry -> entry.path("id").asText(),
                List.of("id"),
                defaults,
                entry -> entry.<ObjectNode>set("identity_id", entry.remove("id")),
                IdentityRecord.class,
                IdentityRules::broken);
    }

    /** What groups of them may consume together. */
    static Section<SharedBudgets> sharedBudgets() {
        return new Section<>(
                "shared_budgets",
                "name",
                entry -> SharedBudgetRules.key(scope(entry), entry.path("name").asText()),
                List.of("scope", "name"),
                new Defaults(),
                entry -> entry.put("scope", scope(entry).name()),
                SharedBudgets.class,
                (shared, key) -> SharedBudgetRules.broken(shared, key).stream());
    }

    /** What an entry becomes with what it inherits; which of the rules it breaks, other than its defaults do alone. */
    Outcome<V> outcome(ObjectNode entry) {
        Outcome<V> whole = Outcome.of(named.apply(defaults.complete(entry)), this, key.apply(entry));
        if (whole.broken().isEmpty()) {
            return whole;
        }
        Set<Broken> broken = new LinkedHashSet<>(whole.broken());
        broken.removeAll(defaults.broken(entry));
        broken.addAll(alone(entry).broken());
        return new Outcome<>(whole.record(), List.copyOf(broken));
    }

    /** What an entry becomes that inherits nothing. */
    Outcome<V> alone(ObjectNode entry) {
        return Outcome.of(named.apply(entry.deepCopy()), this, key.apply(entry));
    }

    private static BudgetScope scope(JsonNode entry) {
        return BudgetScope.valueOf(entry.path("scope").asText().toUpperCase(Locale.ROOT));
    }
}

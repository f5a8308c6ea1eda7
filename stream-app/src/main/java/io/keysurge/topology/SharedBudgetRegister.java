// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.admission.Admission;
import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.detect.Budget;
import io.keysurge.state.Stores;
import io.keysurge.translate.BudgetTranslation;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import io.keysurge.usage.SharedBudgetRules;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What groups of identities may consume together, as far as this task knows: looked up in the store that every instance
 * has whole, and kept decoded. A record that cannot be taken leaves what was known of its group.
 */
final class SharedBudgetRegister {

    /** How often a task looks whether what groups may consume has changed. */
    static final Duration REFRESH = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(SharedBudgetRegister.class);

    private final ReadOnlyKeyValueStore<String, byte[]> all;
    private final Deserializer<SharedBudgets> deserializer;
    private final String topic;
    private final BiConsumer<String, Refusal> refuse;
    private final Map<String, Entry> known = new HashMap<>();
    private final Map<BudgetScope, Map<String, String>> groups = new EnumMap<>(BudgetScope.class);

    @SuppressWarnings("ArrayRecordComponent") // compared by content where it is compared
    private record Entry(byte[] bytes, List<Budget> budgets) {}

    /**
     * A register in front of a store.
     *
     * @param topic the topic that the store's bytes come from
     * @param refuse takes the group whose record cannot be taken, and why
     */
    SharedBudgetRegister(
            ReadOnlyKeyValueStore<String, byte[]> all,
            Deserializer<SharedBudgets> deserializer,
            String topic,
            BiConsumer<String, Refusal> refuse) {
        this.all = all;
        this.deserializer = deserializer;
        this.topic = topic;
        this.refuse = refuse;
    }

    /** A register of the task that a step belongs to, as it is now; what it refuses is counted and said. */
    static SharedBudgetRegister of(
            ProcessorContext<?, ?> context, Deserializer<SharedBudgets> deserializer, String topic, UsageMeter meter) {
        KeyValueStore<String, byte[]> all = context.getStateStore(Stores.SHARED_BUDGETS);
        var register = new SharedBudgetRegister(all, deserializer, topic, (group, refusal) -> {
            meter.refused(refusal.reason());
            LOG.warn("{} of {} is not taken: {}", group, topic, refusal.sentence());
        });
        register.refresh();
        return register;
    }

    /** True when no group has budgets, as in most houses. */
    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** What a group that has budgets is called; null when it has none. */
    @Nullable
    String group(BudgetScope scope, @Nullable String name) {
        Map<String, String> byName = groups.get(scope);
        return byName == null || name == null ? null : byName.get(name);
    }

    /** True when nothing is said of a group any more; false where something is that cannot be taken. */
    boolean isGone(String group) {
        return !known.containsKey(group);
    }

    /** A group's budgets; none when it has none. */
    List<Budget> budgets(String group) {
        Entry entry = known.get(group);
        return entry == null ? List.of() : entry.budgets();
    }

    /** Takes in what changed. */
    void refresh() {
        Map<String, byte[]> now = new HashMap<>();
        try (var entries = all.all()) {
            entries.forEachRemaining(entry -> now.put(entry.key, entry.value));
        }
        known.keySet().retainAll(now.keySet());
        now.forEach((group, bytes) -> {
            Entry before = known.get(group);
            if (before == null || !Arrays.equals(before.bytes(), bytes)) {
                List<Budget> kept = before == null ? List.of() : before.budgets();
                known.put(group, new Entry(bytes, decoded(group, bytes, kept)));
            }
        });
        groups.clear();
        for (BudgetScope scope : BudgetScope.values()) {
            String prefix = SharedBudgetRules.key(scope, "");
            known.forEach((group, entry) -> {
                if (group.startsWith(prefix) && !entry.budgets().isEmpty()) {
                    groups.computeIfAbsent(scope, first -> new HashMap<>())
                            .put(group.substring(prefix.length()), group);
                }
            });
        }
    }

    private List<Budget> decoded(String group, byte[] bytes, List<Budget> kept) {
        SharedBudgets shared;
        try {
            shared = deserializer.deserialize(topic, bytes);
        } catch (RuntimeException failure) {
            refuse.accept(group, Admission.undecodable(failure));
            return kept;
        }
        Optional<Refusal> refusal = shared == null
                ? Optional.of(new Refusal(RefusalReason.EMPTY, "value", "empty (expected: an Avro SharedBudgets)"))
                : SharedBudgetRules.check(shared, group);
        if (refusal.isPresent()) {
            refuse.accept(group, refusal.get());
            return kept;
        }
        return BudgetTranslation.budgets(shared.getBudgets());
    }
}

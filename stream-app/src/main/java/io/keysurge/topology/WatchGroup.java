// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.Alert;
import io.keysurge.detect.Budget;
import io.keysurge.detect.Finding;
import io.keysurge.detect.GroupPart;
import io.keysurge.detect.SharedBook;
import io.keysurge.detect.SharedBudgetKeeper;
import io.keysurge.detect.SharedPart;
import io.keysurge.state.PackedParts;
import io.keysurge.state.PackedState;
import io.keysurge.state.Stores;
import io.keysurge.translate.AlertTranslation;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Looks up what is remembered of a group of identities, asks its judge, remembers, forwards. */
final class WatchGroup extends ContextualProcessor<String, byte[], String, Alert> {

    private static final String SHARED = "shared/";

    private final SharedBudgetKeeper sharedBudgets = new SharedBudgetKeeper();
    private final Bookkeeper.Setup books;
    private final AlertTranslation translation;
    private final UsageMeter meter;
    private @Nullable KeyValueStore<String, byte[]> groups;
    private @Nullable SharedBudgetRegister register;

    WatchGroup(Bookkeeper.Setup books, AlertTranslation translation, UsageMeter meter) {
        this.books = books;
        this.translation = translation;
        this.meter = meter;
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        super.init(context);
        groups = context.getStateStore(Stores.GROUPS);
        register = books.register(context);
        context.schedule(
                SharedBudgetRegister.REFRESH,
                PunctuationType.WALL_CLOCK_TIME,
                now -> register().refresh());
    }

    @Override
    public void process(Record<String, byte[]> incoming) {
        GroupPart part = PackedParts.part(incoming.value());
        if (part instanceof SharedPart shared) {
            watchBudgets(incoming.key(), shared, incoming.timestamp());
        }
    }

    private void watchBudgets(String group, SharedPart part, long timestamp) {
        List<Budget> budgets = register().budgets(group);
        if (budgets.isEmpty()) {
            // Whoever sent it knew of budgets, a moment earlier perhaps.
            register().refresh();
            budgets = register().budgets(group);
        }
        if (budgets.isEmpty()) {
            groups().delete(SHARED + group);
            return;
        }
        byte[] known = groups().get(SHARED + group);
        SharedBook book = known == null ? new SharedBook() : PackedState.shared(known);
        List<Finding> findings = sharedBudgets.observe(book, group, budgets, part);
        groups().put(SHARED + group, PackedState.shared(book));
        for (Finding finding : findings) {
            Alert alert = translation.alertAboutGroup(group, finding);
            meter.alerted(alert);
            context().forward(new Record<>(alert.getIdentityId(), alert, timestamp));
        }
    }

    private KeyValueStore<String, byte[]> groups() {
        if (groups == null) {
            throw new IllegalStateException("process before init");
        }
        return groups;
    }

    private SharedBudgetRegister register() {
        if (register == null) {
            throw new IllegalStateException("process before init");
        }
        return register;
    }
}

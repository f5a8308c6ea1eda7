// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.state.Stores;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the bytes of the budgets topic as they are: after a restart they come from there without this step. */
final class KeepBudgets extends ContextualProcessor<String, byte[], Void, Void> {

    private @Nullable KeyValueStore<String, byte[]> budgets;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        budgets = context.getStateStore(Stores.SHARED_BUDGETS);
    }

    @Override
    public void process(Record<String, byte[]> incoming) {
        if (budgets == null) {
            throw new IllegalStateException("process before init");
        }
        if (incoming.key() != null) {
            budgets.put(incoming.key(), incoming.value());
        }
    }
}

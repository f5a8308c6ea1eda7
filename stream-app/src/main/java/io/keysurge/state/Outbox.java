// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The last moment before a commit, at which a step may still forward what it held back since the one before: what is
 * added up between two commits leaves once, in the same transaction, and nothing of it has to be kept. Holds nothing
 * itself.
 */
public final class Outbox extends WriteBehindStore<KeyValueStore<String, byte[]>> {

    /** Null while no step has said. */
    private @Nullable Runnable send;

    /** An outbox in front of a store that stays empty. */
    public Outbox(KeyValueStore<String, byte[]> empty) {
        super(empty);
    }

    /**
     * Says what to do before each commit from now on, as the step that says so. What a step holds back it has to forget
     * when it is closed.
     *
     * @param context the step's
     */
    public void beforeEachCommit(ProcessorContext<?, ?> context, Runnable forwarding) {
        send = as(context, forwarding);
    }

    @Override
    void writeBehind() {
        if (send != null) {
            send.run();
        }
    }

    @Override
    void forget() {
        send = null;
    }
}

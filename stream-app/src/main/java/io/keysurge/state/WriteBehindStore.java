// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * A store that is told to write what it holds back before the offsets of the records that changed it are committed.
 *
 * <p>The only class here that uses the inside of Kafka Streams, and nothing else is in it. {@code
 * StreamTask.prepareCommit} of version 4.3.1 has the stores' caches flushed, then the producer, and only then commits;
 * caches are what implements {@code CachedStateStore}, as {@link WrappedStateStore} does. Nothing public is called at
 * that moment: {@link StateStore#commit} comes after the offsets. {@code CommitOrderIT} fails should
 * another version do otherwise.
 *
 * @param <S> the store behind it, which everything else goes to
 */
abstract class WriteBehindStore<S extends StateStore> extends WrappedStateStore<S, Object, Object> {

    WriteBehindStore(S behind) {
        super(behind);
    }

    /** Writes everything that is held back to the store behind: this is the last moment before a commit. */
    abstract void writeBehind();

    /** Forgets everything: the store behind is closed, or changed by others. */
    abstract void forget();

    /**
     * Work that forwards, for a moment at which Kafka Streams knows of no step that could: as its own caches do, it is
     * done as the step that is being set up now.
     */
    static Runnable as(ProcessorContext<?, ?> context, Runnable work) {
        if (!(context instanceof InternalProcessorContext<?, ?> inside)) {
            return work;
        }
        ProcessorNode<?, ?, ?, ?> step = inside.currentNode();
        return () -> {
            ProcessorNode<?, ?, ?, ?> before = inside.currentNode();
            inside.setCurrentNode(step);
            try {
                work.run();
            } finally {
                inside.setCurrentNode(before);
            }
        };
    }

    @Override
    public final void flushCache() {
        writeBehind();
        super.flushCache();
    }

    @Override
    public final void clearCache() {
        forget();
        super.clearCache();
    }

    @Override
    public final void close() {
        forget();
        super.close();
    }
}

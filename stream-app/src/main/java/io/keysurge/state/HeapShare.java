// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many bytes of heap each task may fill with what it keeps decoded. The heap is the process's, not the task's, and
 * how many tasks an instance has changes with every rebalance: so they share one number.
 */
public final class HeapShare {

    private final long bytes;
    private final AtomicInteger tasks = new AtomicInteger();

    /**
     * Bytes to share.
     *
     * @param bytes for all tasks together
     */
    public HeapShare(long bytes) {
        this.bytes = bytes;
    }

    void join() {
        tasks.incrementAndGet();
    }

    void leave() {
        tasks.decrementAndGet();
    }

    /** Bytes that each task may fill now. */
    public long each() {
        return bytes / Math.max(1, tasks.get());
    }
}

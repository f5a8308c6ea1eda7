// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many identities each task may keep decoded. The heap is the process's, not the task's, and how many tasks an
 * instance has changes with every rebalance: so they share one number.
 */
final class DecodedShare {

    private final int most;
    private final AtomicInteger tasks = new AtomicInteger();

    /**
     * A number to share.
     *
     * @param most identities kept decoded by all tasks together; at about 4 kB each, the busiest 6 kB
     */
    DecodedShare(int most) {
        this.most = most;
    }

    void join() {
        tasks.incrementAndGet();
    }

    void leave() {
        tasks.decrementAndGet();
    }

    /** Identities that each task may keep now, at least 1. */
    int size() {
        return Math.max(1, most / Math.max(1, tasks.get()));
    }
}

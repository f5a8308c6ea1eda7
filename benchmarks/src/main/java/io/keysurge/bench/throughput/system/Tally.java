// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How many events a system has done, told by its threads and watched by another; and why it stopped, if it did. */
public final class Tally {

    private final AtomicLong events = new AtomicLong();
    private volatile @Nullable Throwable failure;

    /** An empty tally. */
    public Tally() {}

    /** One more event is done. Costs some five nanoseconds. */
    public void count() {
        events.incrementAndGet();
    }

    /** Nothing more will come, and why. */
    public void fail(Throwable why) {
        failure = why;
    }

    /** Events done. */
    public long events() {
        return events.get();
    }

    /**
     * Nothing while all is well.
     *
     * @throws IllegalStateException when the system failed
     */
    public void rethrow() {
        Throwable why = failure;
        if (why != null) {
            throw new IllegalStateException(why);
        }
    }
}

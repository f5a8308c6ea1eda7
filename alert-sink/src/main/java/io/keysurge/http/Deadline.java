// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import java.time.Duration;

/** A moment by which one call, or all the calls of one errand together, must be over. */
public final class Deadline {

    private final Duration whole;
    private final long end;

    private Deadline(Duration whole) {
        this.whole = whole;
        this.end = System.nanoTime() + whole.toNanos();
    }

    /** This long from now. */
    public static Deadline in(Duration whole) {
        return new Deadline(whole);
    }

    /** How long it is until then; zero when it has passed. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    Duration whole() {
        return whole;
    }
}

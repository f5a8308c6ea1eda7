// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import java.time.Duration;

/** Until when what a request holds has to be confirmed. One for all that is done for it once its body is there. */
final class Deadline {

    private final Duration patience;
    private final long end;

    private Deadline(Duration patience) {
        this.patience = patience;
        this.end = System.nanoTime() + patience.toNanos();
    }

    /** One that begins now. */
    static Deadline after(Duration patience) {
        return new Deadline(patience);
    }

    /** What is left, in nanoseconds; 0 when it is over. */
    long left() {
        return Math.max(0, end - System.nanoTime());
    }

    boolean isOver() {
        return left() == 0;
    }

    /** That it was over before anything could be done. */
    String overSentence() {
        return patience.toMillis() + " ms were over before";
    }

    /** What to tell the sender when it is over. */
    String sentence() {
        return "the broker has not confirmed within " + patience.toMillis() + " ms";
    }
}

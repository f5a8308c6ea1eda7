// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells on standard error what is going on: a line when a piece of work is done, and every few seconds meanwhile. */
public final class Progress {

    private static final long EVERY_NANOS = 5_000_000_000L;

    private final PrintWriter err;
    private long shownAt = System.nanoTime();

    /** Tells on this writer. */
    public Progress(PrintWriter err) {
        this.err = err;
    }

    /** Tells how far a long piece of work is, unless something was told just now. */
    public synchronized void show(String what, long done) {
        long now = System.nanoTime();
        if (now - shownAt >= EVERY_NANOS) {
            shownAt = now;
            say(String.format(Locale.ROOT, "%s: %,d", what, done));
        }
    }

    /** Tells something. */
    public synchronized void say(String line) {
        err.println(line);
        err.flush();
        shownAt = System.nanoTime();
    }
}

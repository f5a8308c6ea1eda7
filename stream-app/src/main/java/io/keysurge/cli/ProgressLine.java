// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows how far a long piece of work is: one changing line at a terminal, a plain line every few seconds elsewhere. */
final class ProgressLine {

    private static final Duration CHANGING = Duration.ofMillis(200);
    private static final Duration PLAIN = Duration.ofSeconds(5);
    private static final int BAR = 24;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean interactive;
    private final LongSupplier nanos;
    private String doing = "";
    private long begun;
    private long shownAt;
    private boolean lineOpen;

    ProgressLine(PrintWriter err, boolean interactive, LongSupplier nanos) {
        this.err = err;
        this.interactive = interactive;
        this.nanos = nanos;
        this.shownAt = nanos.getAsLong();
    }

    /**
     * Shows how far it is, unless that was just shown.
     *
     * @param what is being done
     * @param count how many things are done
     * @param part how much of the whole, 0 to 1
     */
    synchronized void show(String what, long count, double part) {
        long now = nanos.getAsLong();
        if (!what.equals(doing)) {
            doing = what;
            begun = now;
        }
        if (now - shownAt < (interactive ? CHANGING : PLAIN).toNanos()) {
            return;
        }
        shownAt = now;
        double seconds = Math.max(1, now - begun) / 1e9;
        String left = part > 0.01 ? ", " + remaining(seconds, part) + " left" : "";
        String text = String.format(
                Locale.ROOT, "%s %3.0f %%  %,d  %,.0f/s%s", what, part * 100, count, count / seconds, left);
        if (interactive) {
            err.print(CLEAR + bar(part) + " " + text);
            lineOpen = true;
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** Prints a line of its own without disturbing the changing one. */
    synchronized void say(String line) {
        clear();
        err.println(line);
        err.flush();
    }

    /** Removes the changing line. */
    synchronized void clear() {
        if (lineOpen) {
            err.print(CLEAR);
            err.flush();
            lineOpen = false;
        }
    }

    private static String bar(double part) {
        int full = (int) Math.round(Math.max(0, Math.min(1, part)) * BAR);
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private static String remaining(double seconds, double part) {
        long left = Math.round(seconds / part - seconds);
        return left >= 60 ? left / 60 + " min " + left % 60 + " s" : left + " s";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.rule;

/**
 * The rule of the peers, over one-minute tumbling windows of event time in which an identity was active: a spike when
 * the window's tokens exceed 2 means and 6 mean deviations of the windows before, both fading; a fan-out when at least
 * ten applications used the identity. One alert of each kind per identity and window at most.
 */
public final class SimpleRule {

    /** The rule in one line, for whoever reads a table. */
    public static final String IN_WORDS =
            "1-minute windows; spike: tokens > 2 x mean + 6 x deviation (EWMA, weight 0.3)"
                    + " and > 20,000, after 2 windows; fan-out: >= 10 applications";

    /** Length of a window. */
    public static final long WINDOW_MILLIS = 60_000;
    /** Applications that make a fan-out. */
    public static final int MANY_APPLICATIONS = 10;

    private static final double WEIGHT = 0.3;
    private static final double MEANS = 2;
    private static final double DEVIATIONS = 6;
    private static final long LEAST_TOKENS = 20_000;
    private static final int LEAST_WINDOWS = 2;

    private SimpleRule() {}

    /** The mean after one more window. */
    public static double mean(int windows, double mean, long tokens) {
        return windows == 0 ? tokens : mean + WEIGHT * (tokens - mean);
    }

    /** The mean deviation after one more window; {@code mean} is the one before it. */
    public static double deviation(int windows, double mean, double deviation, long tokens) {
        return windows == 0 ? 0 : deviation + WEIGHT * (Math.abs(tokens - mean) - deviation);
    }

    /** Whether a window's tokens are a spike after so many windows with this mean and deviation. */
    public static boolean isSpike(int windows, double mean, double deviation, long tokens) {
        return windows >= LEAST_WINDOWS && tokens > LEAST_TOKENS && tokens > MEANS * mean + DEVIATIONS * deviation;
    }

    /** Whether so many applications in a window are a fan-out. */
    public static boolean isFanOut(int applications) {
        return applications >= MANY_APPLICATIONS;
    }

    /** The window that a moment falls in: minutes since 1970. */
    public static long window(long millis) {
        return Math.floorDiv(millis, WINDOW_MILLIS);
    }

    /** How an alert is written down, so that those of all systems compare; its key is the identity. */
    public static String alert(Kind kind, long window) {
        return kind + " " + window;
    }

    /** What the rule notices. */
    public enum Kind {
        /** More tokens than usual. */
        SPIKE,
        /** Many applications on one identity. */
        FAN_OUT
    }
}

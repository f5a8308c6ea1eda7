// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * How alike the minutes of one caller are: a run of minutes without a gap, and the scatter of their calls, of their
 * tokens per call and of their tokens.
 *
 * <p>Scatter is the mean squared difference of the logarithms of adjacent minutes. That of calls is multiplied by half
 * the calls of a minute: calls that come by chance (Poisson) have 1, calls on a clock have nearly 0.
 */
final class Loop {

    static final int ENOUGH_MINUTES = 12;

    private static final double JUMP = 0.3;
    private static final double MOST_CALLS_SCATTER = 4;
    private static final double MOST_SIZE_SCATTER = 0.01;
    private static final double MOST_TOKENS_SCATTER = 0.1;

    private int minutes;
    private long lastMinute;
    private float callsScatter;
    private float sizeScatter;
    private float tokensScatter;
    private long tokensBefore;
    private long callsBefore;
    private long openMinute;
    private long tokens;
    private long calls;

    Loop() {}

    Loop(StateReader in) {
        minutes = in.count();
        long sinceLast = in.number();
        callsScatter = in.single();
        sizeScatter = in.single();
        tokensScatter = in.single();
        tokensBefore = in.number();
        callsBefore = in.number();
        openMinute = in.number();
        lastMinute = openMinute - sinceLast;
        tokens = in.number();
        calls = in.number();
    }

    void add(long minute, long moreTokens, long moreCalls) {
        if (minute > openMinute) {
            finish();
            if (minute > openMinute + 1) {
                beginAnew();
            }
            openMinute = minute;
        }
        tokens = MinuteRing.saturatingAdd(tokens, moreTokens);
        calls = MinuteRing.saturatingAdd(calls, moreCalls);
    }

    private void beginAnew() {
        minutes = 0;
        lastMinute = 0;
        callsScatter = 0;
        sizeScatter = 0;
        tokensScatter = 0;
        tokensBefore = 0;
        callsBefore = 0;
    }

    /** Ends the open minute. */
    void finish() {
        if (tokens <= 0 || calls <= 0) {
            return;
        }
        double tokensStep = Ln.of((double) tokens / Math.max(1, tokensBefore));
        if (minutes > 0 && openMinute == lastMinute + 1 && Math.abs(tokensStep) <= JUMP) {
            minutes++;
            learn(tokensStep);
        } else {
            minutes = 1;
            callsScatter = 0;
            sizeScatter = 0;
            tokensScatter = 0;
        }
        tokensBefore = tokens;
        callsBefore = calls;
        lastMinute = openMinute;
        tokens = 0;
        calls = 0;
    }

    private void learn(double tokensStep) {
        double callsStep = Ln.of((double) calls / callsBefore);
        double sizeStep = tokensStep - callsStep;
        double weight = 1.0 / Math.min(minutes - 1, ENOUGH_MINUTES);
        double expected = Math.min(calls, callsBefore) / 2.0;
        callsScatter = towards(callsScatter, Math.min(MOST_CALLS_SCATTER, callsStep * callsStep * expected), weight);
        sizeScatter = towards(sizeScatter, Math.min(MOST_SIZE_SCATTER, sizeStep * sizeStep), weight);
        tokensScatter = towards(tokensScatter, Math.min(MOST_TOKENS_SCATTER, tokensStep * tokensStep), weight);
    }

    private static float towards(float mean, double value, double weight) {
        return (float) (mean + weight * (value - mean));
    }

    /** Whether enough minutes without a gap are known, the newest just over. */
    boolean isRunning(long minute) {
        return isLong() && minute - lastMinute <= 1;
    }

    /** Whether the run that is over has enough minutes, whenever that was. */
    boolean isLong() {
        return minutes > ENOUGH_MINUTES;
    }

    double callsScatter() {
        return callsScatter;
    }

    double sizeScatter() {
        return sizeScatter;
    }

    double tokensScatter() {
        return tokensScatter;
    }

    /** Tokens of the newest minute that is over. */
    long tokensBefore() {
        return tokensBefore;
    }

    /** Calls of the newest minute that is over. */
    long callsBefore() {
        return callsBefore;
    }

    int minutes() {
        return minutes;
    }

    /** Whether it may still be part of a run: after a pause it begins anew, and nothing before matters. */
    boolean isLive(long minute) {
        return openMinute > 0 && openMinute >= minute - 1;
    }

    /** The newest minute in which it was used; 0 when it never was. */
    long openMinute() {
        return openMinute;
    }

    void write(StateWriter out) {
        out.number(minutes);
        out.number(openMinute - lastMinute);
        out.single(callsScatter);
        out.single(sizeScatter);
        out.single(tokensScatter);
        out.number(tokensBefore);
        out.number(callsBefore);
        out.number(openMinute);
        out.number(tokens);
        out.number(calls);
    }
}

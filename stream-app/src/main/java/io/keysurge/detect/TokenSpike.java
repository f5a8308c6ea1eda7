// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * TOKEN_SPIKE: a step in consumption to above everything the identity did in its last week.
 *
 * <p>Three windows are judged, each against the largest that the same window held on the last seven active days: the
 * open minute, the lesser of two adjacent minutes, ten minutes; and the hour, for those whose single minutes always
 * scatter. What makes a step: the window exceeds the week's largest by a margin, and it exceeds the most of the hour
 * before by about once that largest. Severity 4 asks it of tokens and of calls. Fewer but larger calls are notable
 * only: on real clients those are most often new prompts.
 *
 * <p>Everything compared grows with each event of the minute and thresholds are frozen for the day, so an alert leaves
 * with the event that crosses, and the order of events within a minute does not matter.
 */
final class TokenSpike {

    static final String UNIT = "tokens/min";

    private static final int NOTABLE = 3;
    private static final int SEVERE = 4;

    static final Feature[] TOKENS = {
        Feature.MINUTE_TOKENS, Feature.BURST_TOKENS, Feature.LEVEL_TOKENS, Feature.HOUR_TOKENS
    };
    static final Feature[] CALLS = {Feature.MINUTE_CALLS, Feature.BURST_CALLS, Feature.LEVEL_CALLS, Feature.HOUR_CALLS};
    /** By window: natural logarithm of how far above the week's largest. */
    static final double[] MARGINS = {0.4, 0.1, 0.3, 0.6};
    /** By window: how far above the hour before, in multiples of the week's largest. */
    private static final double[] STEPS = {2.5, 1.1, 1.15, 0};
    /** How much more is asked for when the baseline rests on few hours. */
    private static final double THIN = 0.8;
    /** An hour's excess is a step when its newest ten minutes are one to this degree. */
    private static final double HOUR_STEP = 0.5;
    /** What is asked of tokens alone, over two and over ten minutes. */
    private static final double ALONE_MARGIN = 0.9;

    private static final double ALONE_STEP = 1.5;

    private final DetectionSettings settings;

    TokenSpike(DetectionSettings settings) {
        this.settings = settings;
    }

    /** Judges a minute, which may still be under way. */
    Verdict judge(Profile profile, Pace pace, Bar bar) {
        Usuals usual = profile.usuals(settings);
        if (usual.days() < settings.warmUpDays()) {
            return Newcomer.judge(profile, pace, bar, usual.days());
        }
        if (pace.tokens(Pace.MINUTE) == 0
                || pace.tokens(Pace.LEVEL) * Pace.MINUTES[Pace.LEVEL] < settings.floorTokens()) {
            return Usual.INSTANCE;
        }
        double thin = THIN * usual.thinness();
        for (int window = Pace.MINUTE; window <= Pace.LEVEL; window++) {
            double margin = bar.margin(MARGINS[window]);
            double step = bar.step(STEPS[window] + thin);
            if (steps(pace, usual, window, step) && exceeds(pace, usual, window, margin)) {
                return signal(pace, usual, window, margin, step, severity(profile, pace));
            }
        }
        double margin = bar.margin(MARGINS[Pace.HOUR] + thin);
        if (steps(pace, usual, Pace.LEVEL, bar.step(HOUR_STEP)) && exceeds(pace, usual, Pace.HOUR, margin)) {
            return signal(pace, usual, Pace.HOUR, margin, 0, severity(profile, pace));
        }
        return judgeTokensAlone(pace, usual, bar.margin(ALONE_MARGIN), bar.step(ALONE_STEP + thin));
    }

    /** Where callers are known and none is strange, more of the same is for people to judge. */
    private static int severity(Profile profile, Pace pace) {
        boolean homemade = profile.circle.knowsOrigins() && !profile.oddCaller.wasProbed(pace.minute());
        return homemade ? NOTABLE : SEVERE;
    }

    private static Verdict judgeTokensAlone(Pace pace, Usuals usual, double margin, double step) {
        for (int window = Pace.BURST; window <= Pace.LEVEL; window++) {
            if (tokensStep(pace, usual, window, step) && tokensExceed(pace, usual, window, margin)) {
                return signal(pace, usual, window, margin, step, NOTABLE);
            }
        }
        return Usual.INSTANCE;
    }

    private static boolean exceeds(Pace pace, Usuals usual, int window, double margin) {
        Feature calls = CALLS[window];
        return tokensExceed(pace, usual, window, margin)
                && pace.calls(window) > calls.above(usual.value(calls), margin);
    }

    private static boolean steps(Pace pace, Usuals usual, int window, double step) {
        Feature calls = CALLS[window];
        double least = step * (usual.value(calls) + calls.rest());
        return tokensStep(pace, usual, window, step)
                && pace.calls(window) > least
                && pace.calls(window) - pace.callsBefore(window) > least;
    }

    private static boolean tokensExceed(Pace pace, Usuals usual, int window, double margin) {
        Feature tokens = TOKENS[window];
        return pace.tokens(window) > tokens.above(usual.value(tokens), margin);
    }

    private static boolean tokensStep(Pace pace, Usuals usual, int window, double step) {
        Feature tokens = TOKENS[window];
        double least = step * (usual.value(tokens) + tokens.rest());
        return pace.tokens(window) > least && pace.tokens(window) - pace.tokensBefore(window) > least;
    }

    /** What is expected of a window, and from where on its tokens are a step. */
    Band band(Profile profile, Pace pace, Bar bar, int window) {
        Usuals usual = profile.usuals(settings);
        if (usual.days() < settings.warmUpDays()) {
            return Newcomer.band(profile, pace, bar);
        }
        double thin = THIN * usual.thinness();
        double margin = bar.margin(window == Pace.HOUR ? MARGINS[window] + thin : MARGINS[window]);
        double threshold = threshold(pace, usual, window, margin, bar.step(STEPS[window] + thin));
        return new Band(pace.minute(), pace.tokens(window), usual.value(TOKENS[window]), threshold, false);
    }

    private static double threshold(Pace pace, Usuals usual, int window, double margin, double step) {
        Feature tokens = TOKENS[window];
        double expected = usual.value(tokens);
        double threshold = tokens.above(expected, margin);
        return window < Pace.HOUR
                ? Math.max(threshold, pace.tokensBefore(window) + step * (expected + tokens.rest()))
                : threshold;
    }

    private static Signal signal(Pace pace, Usuals usual, int window, double margin, double step, int severity) {
        double expected = usual.value(TOKENS[window]);
        double threshold = threshold(pace, usual, window, margin, step);
        double observed = pace.tokens(window);
        return new Signal(
                AlertKind.TOKEN_SPIKE,
                null,
                pace.minute(),
                Pace.MINUTES[window],
                UNIT,
                observed,
                expected,
                threshold,
                severity,
                confidence(observed / Math.max(1, threshold), usual.days()));
    }

    /** Grows from one half at the threshold towards 1, and with the days that the baseline rests on. */
    static double confidence(double timesThreshold, int days) {
        double excess = 1 - 1 / (2 * Math.max(1, timesThreshold));
        double samples = days / (days + 1.0);
        return excess * samples;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * TOKEN_SPIKE: consumption above everything the identity did in its last week.
 *
 * <p>Two measures, each against the largest it reached on the last seven active days: the burst (the lesser of two
 * adjacent minutes: fast, and one busy minute alone is nothing) and the level (ten minutes' mean: catches what grows
 * without a step). The threshold is {@code (largest + rest) * e^margin - rest}, frozen for the day. Both grow with
 * every event of the open minute, so an alert leaves when the running sum crosses, not when the minute closes.
 */
final class TokenSpike {

    static final String UNIT = "tokens/min";

    static final int BURST_MINUTES = 2;
    private static final int LEVEL_MINUTES = 10;
    private static final int NOTABLE = 3;
    private static final int SEVERE = 4;

    private final DetectionSettings settings;

    TokenSpike(DetectionSettings settings) {
        this.settings = settings;
    }

    Verdict judge(Profile profile, long minute) {
        if (profile.days() < settings.warmUpDays()) {
            return Usual.INSTANCE;
        }
        Verdict burst = judgeBurst(profile, minute);
        Verdict level = judgeLevel(profile, minute);
        if (burst instanceof Signal b && level instanceof Signal l) {
            return l.severity() > b.severity() ? l : b;
        }
        return burst instanceof Signal ? burst : level;
    }

    private Verdict judgeBurst(Profile profile, long minute) {
        if (profile.minutes.tokens(minute) < settings.burstFloor()) {
            return Usual.INSTANCE;
        }
        return judge(profile.burst(minute), profile.bursts, profile, minute, BURST_MINUTES);
    }

    private Verdict judgeLevel(Profile profile, long minute) {
        if (profile.levelTokens(minute) < settings.levelFloor() || profile.minutes.tokens(minute) == 0) {
            return Usual.INSTANCE;
        }
        return judge(profile.level(minute), profile.levels, profile, minute, LEVEL_MINUTES);
    }

    private Verdict judge(double observed, DailyMaxima usual, Profile profile, long minute, int windowMinutes) {
        double threshold = bound(usual, settings.spikeMargin(), settings);
        if (observed <= threshold) {
            return Usual.INSTANCE;
        }
        int severity = observed > bound(usual, settings.severeMargin(), settings) ? SEVERE : NOTABLE;
        double confidence = confidence(observed / Math.max(1, threshold), profile.days());
        return new Signal(
                AlertKind.TOKEN_SPIKE,
                null,
                minute,
                windowMinutes,
                UNIT,
                observed,
                usual.largest(),
                threshold,
                severity,
                confidence);
    }

    /** Threshold in tokens per minute; above everything when nothing is known. */
    static double bound(DailyMaxima usual, double margin, DetectionSettings settings) {
        return (usual.largest() + settings.restTokens()) * Math.exp(margin) - settings.restTokens();
    }

    /** The most tokens per minute that a day may teach; unbounded while warming up. */
    static double learningCap(DailyMaxima usual, DetectionSettings settings) {
        return usual.count() < settings.warmUpDays()
                ? Double.MAX_VALUE
                : bound(usual, settings.spikeMargin() + settings.learningCap(), settings);
    }

    /** Grows from one half at the threshold towards 1, and with the days that the baseline rests on. */
    static double confidence(double timesThreshold, int days) {
        double excess = 1 - 1 / (2 * Math.max(1, timesThreshold));
        double samples = days / (days + 1.0);
        return excess * samples;
    }
}

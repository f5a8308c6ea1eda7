// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * RAMP: sustained growth without one big step. The hour and its newest ten minutes are above the largest of the week,
 * in tokens and in calls. The week's largest stands still all day, so slow growth is seen as well as fast.
 */
final class Ramp {

    private static final int NOTABLE = 3;
    private static final double MARGIN = 0.45;
    /** How much more is asked for when the baseline rests on few hours. */
    private static final double THIN_MARGIN = 0.5;

    private final DetectionSettings settings;

    Ramp(DetectionSettings settings) {
        this.settings = settings;
    }

    Verdict judge(Profile profile, Pace pace, Bar bar) {
        Usuals usual = profile.usuals(settings);
        if (usual.days() < settings.warmUpDays()
                || pace.tokens(Pace.LEVEL) * Pace.MINUTES[Pace.LEVEL] < settings.floorTokens()) {
            return Usual.INSTANCE;
        }
        if (pace.tokens(Pace.HOUR) <= usual.value(Feature.HOUR_TOKENS)) {
            return Usual.INSTANCE;
        }
        double margin = bar.margin(MARGIN + THIN_MARGIN * usual.thinness());
        double expected = usual.value(Feature.HOUR_TOKENS);
        double threshold = Feature.HOUR_TOKENS.above(expected, margin);
        double observed = pace.tokens(Pace.HOUR);
        if (observed <= threshold
                || pace.calls(Pace.HOUR) <= Feature.HOUR_CALLS.above(usual.value(Feature.HOUR_CALLS), margin)
                || pace.tokens(Pace.LEVEL) <= Feature.LEVEL_TOKENS.above(usual.value(Feature.LEVEL_TOKENS), margin)) {
            return Usual.INSTANCE;
        }
        return new Signal(
                AlertKind.RAMP,
                null,
                pace.minute(),
                Pace.MINUTES[Pace.HOUR],
                TokenSpike.UNIT,
                observed,
                expected,
                threshold,
                NOTABLE,
                TokenSpike.confidence(observed / threshold, usual.days()));
    }
}

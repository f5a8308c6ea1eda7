// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * SHAPE_SHIFT: tokens per call jump, sent or produced, while the rate need not. Half an hour of calls is above the
 * largest of the week, and well above the largest of the six hours before: new prompts grow, another user's begin.
 */
final class ShapeShift {

    static final String INPUT = "input tokens/call";
    static final String OUTPUT = "output tokens/call";

    private static final int NOTABLE = 3;
    private static final double MARGIN = 0.4;
    private static final double STEP = 0.6;

    private final DetectionSettings settings;

    ShapeShift(DetectionSettings settings) {
        this.settings = settings;
    }

    /** Judges a minute that is over: the ratio of a minute under way goes up and down with the order of its events. */
    Verdict judge(Profile profile, long minute, HalfHour halfHour, Bar bar) {
        Usuals usual = profile.usuals(settings);
        if (usual.days() < settings.warmUpDays()
                || !halfHour.saysEnough()
                || halfHour.tokens() < settings.floorTokens()) {
            return Usual.INSTANCE;
        }
        double inputBefore = profile.shape.inputBefore(minute);
        Verdict sent = judge(Feature.INPUT_PER_CALL, INPUT, halfHour.inputPerCall(), inputBefore, usual, minute, bar);
        if (sent instanceof Signal) {
            return sent;
        }
        double outputBefore = profile.shape.outputBefore(minute);
        return judge(Feature.OUTPUT_PER_CALL, OUTPUT, halfHour.outputPerCall(), outputBefore, usual, minute, bar);
    }

    private static Verdict judge(
            Feature feature, String unit, double perCall, double before, Usuals usual, long minute, Bar bar) {
        if (perCall <= usual.value(feature) || before == Double.NEGATIVE_INFINITY || !usual.knows(feature)) {
            return Usual.INSTANCE;
        }
        double log = feature.log(perCall);
        double threshold = Math.max(usual.log(feature) + bar.margin(MARGIN), before + bar.margin(STEP));
        if (log <= threshold) {
            return Usual.INSTANCE;
        }
        return new Signal(
                AlertKind.SHAPE_SHIFT,
                null,
                minute,
                HalfHour.MINUTES,
                unit,
                perCall,
                feature.value(Math.max(usual.log(feature), before)),
                feature.value(threshold),
                NOTABLE,
                TokenSpike.confidence(StrictMath.exp(log - threshold), usual.days()));
    }
}

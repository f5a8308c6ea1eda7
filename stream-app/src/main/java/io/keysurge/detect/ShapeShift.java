// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;
import org.jspecify.annotations.Nullable;

/**
 * SHAPE_SHIFT: tokens per call jump, sent or produced, or the part of the input that the provider's cache does not
 * know, while the rate need not. Half an hour of calls is above the largest of the week, and well above the largest of
 * the six hours before: new prompts grow, another user's begin.
 */
final class ShapeShift {

    static final String INPUT = "input tokens/call";
    static final String OUTPUT = "output tokens/call";
    static final String UNCACHED = "% of input not cached";

    /** Measures that are compared with the six hours before. */
    static final int MEASURES = 2;

    private static final int SENT = 0;
    private static final int PRODUCED = 1;

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
        double inputBefore = profile.shape.before(SENT, minute);
        Verdict sent = judge(Feature.INPUT_PER_CALL, INPUT, halfHour.inputPerCall(), inputBefore, usual, minute, bar);
        if (sent instanceof Signal) {
            return sent;
        }
        double outputBefore = profile.shape.before(PRODUCED, minute);
        Verdict produced =
                judge(Feature.OUTPUT_PER_CALL, OUTPUT, halfHour.outputPerCall(), outputBefore, usual, minute, bar);
        return produced instanceof Signal ? produced : judge(profile.cacheUse, halfHour, minute, bar);
    }

    private Verdict judge(@Nullable CacheUse cacheUse, HalfHour halfHour, long minute, Bar bar) {
        if (cacheUse == null || cacheUse.days() < settings.warmUpDays()) {
            return Usual.INSTANCE;
        }
        double usual = cacheUse.usual();
        double before = cacheUse.before(minute);
        double uncached = cacheUse.uncached(minute, halfHour);
        double threshold = Math.max(usual + bar.margin(MARGIN), before + bar.margin(STEP));
        if (before == Double.NEGATIVE_INFINITY || CacheUse.log(uncached) <= threshold) {
            return Usual.INSTANCE;
        }
        return signal(
                UNCACHED,
                minute,
                uncached,
                CacheUse.value(Math.max(usual, before)),
                CacheUse.value(threshold),
                TokenSpike.confidence(StrictMath.exp(CacheUse.log(uncached) - threshold), cacheUse.days()));
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
        return signal(
                unit,
                minute,
                perCall,
                feature.value(Math.max(usual.log(feature), before)),
                feature.value(threshold),
                TokenSpike.confidence(StrictMath.exp(log - threshold), usual.days()));
    }

    private static Signal signal(
            String unit, long minute, double observed, double expected, double threshold, double confidence) {
        return new Signal(
                AlertKind.SHAPE_SHIFT,
                null,
                minute,
                HalfHour.MINUTES,
                unit,
                observed,
                expected,
                threshold,
                NOTABLE,
                confidence);
    }
}

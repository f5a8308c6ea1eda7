// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * OFF_HOURS: use that begins at an hour at which the identity is usually quiet. Ten minutes are far above the usual
 * of their hour, further than on any day of the week, and began with a step. An identity without a rhythm is odd every
 * day and so sets its own bar.
 */
final class OffHours {

    /** Active days before an hour can be called odd at all. */
    static final int RHYTHM_DAYS = 2;

    private static final int NOTABLE = 3;
    /** Hours of use that make a rhythm. */
    private static final int FEWEST_HOURS = 26;

    private static final double LEAST_ODDNESS = 1.4;
    private static final double OWN_MARGIN = 0.25;
    private static final double STEP = 0.15;

    private final DetectionSettings settings;

    OffHours(DetectionSettings settings) {
        this.settings = settings;
    }

    Verdict judge(Profile profile, Pace pace, Bar bar) {
        Usuals usual = profile.usuals(settings);
        if (usual.days() < settings.warmUpDays()
                || !usual.knows(Feature.ODDNESS)
                || pace.tokens(Pace.LEVEL) * Pace.MINUTES[Pace.LEVEL] < settings.floorTokens()) {
            return Usual.INSTANCE;
        }
        boolean dayOff = settings.isDayOff(pace.minute());
        double oddness = profile.rhythm.oddness(pace.minute(), dayOff, pace.tokens(Pace.LEVEL), pace.calls(Pace.LEVEL));
        double threshold = Math.max(bar.margin(LEAST_ODDNESS), usual.log(Feature.ODDNESS) + bar.margin(OWN_MARGIN));
        if (oddness <= threshold || profile.baseline.knownHours() < FEWEST_HOURS || !begins(pace, usual, bar)) {
            return Usual.INSTANCE;
        }
        double expected = profile.rhythm.usualTokens(pace.minute(), dayOff);
        return new Signal(
                AlertKind.OFF_HOURS,
                null,
                pace.minute(),
                Pace.MINUTES[Pace.LEVEL],
                TokenSpike.UNIT,
                pace.tokens(Pace.LEVEL),
                expected,
                Feature.LEVEL_TOKENS.above(expected, threshold),
                NOTABLE,
                TokenSpike.confidence(StrictMath.exp(oddness - threshold), usual.days()));
    }

    private static boolean begins(Pace pace, Usuals usual, Bar bar) {
        double step = bar.step(STEP);
        return pace.tokens(Pace.LEVEL) - pace.tokensBefore(Pace.LEVEL) > step * usual.value(Feature.LEVEL_TOKENS)
                && pace.calls(Pace.LEVEL) - pace.callsBefore(Pace.LEVEL) > step * usual.value(Feature.LEVEL_CALLS);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * FAIL_BURST: a burst of refused calls, not authorised, forbidden, limited or invalid: somebody tries what the identity
 * may not, or it is misconfigured. Ten minutes are compared with the largest of the week, and with the calls that were
 * served.
 */
final class FailBurst {

    static final String UNIT = "refused calls";

    private static final int LEVEL_MINUTES = 10;
    private static final double LEAST_CALLS = 20;
    private static final double MARGIN = 1.1;
    /** Refused calls as part of all, below which a busy identity has hiccups. */
    private static final double LEAST_PART = 0.2;

    private static final int NOTABLE = 3;
    private static final int WARMING = 2;

    private final DetectionSettings settings;

    FailBurst(DetectionSettings settings) {
        this.settings = settings;
    }

    Verdict judge(Profile profile, long minute, Bar bar) {
        long first = minute - LEVEL_MINUTES + 1;
        double refused = profile.minutes.refused(first, minute);
        if (refused < bar.count(LEAST_CALLS)
                || refused < LEAST_PART * (refused + profile.minutes.calls(first, minute))) {
            return Usual.INSTANCE;
        }
        double expected = profile.usuals(settings).value(Feature.REFUSED_CALLS);
        double threshold = Math.max(bar.count(LEAST_CALLS), Feature.REFUSED_CALLS.above(expected, bar.margin(MARGIN)));
        if (refused <= threshold) {
            return Usual.INSTANCE;
        }
        return new Signal(
                AlertKind.FAIL_BURST,
                null,
                minute,
                LEVEL_MINUTES,
                UNIT,
                refused,
                expected,
                threshold,
                profile.days() < settings.warmUpDays() ? WARMING : NOTABLE,
                TokenSpike.confidence(refused / threshold, profile.days()));
    }
}

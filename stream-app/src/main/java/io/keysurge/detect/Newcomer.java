// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * What may be expected of an identity that nobody knows yet: TOKEN_SPIKE before there is a week to compare with.
 *
 * <p>The prior is a constant and not the state of a fleet, so that an identity's alerts depend on its own records
 * alone. It is version {@value #PRIOR_VERSION}: the busiest two minutes that 19 of 20 new identities of a large
 * provider's production stayed below on their first three days. A change takes a new version and an entry in the
 * changelog.
 */
final class Newcomer {

    static final int PRIOR_VERSION = 1;
    static final double BUSIEST_BURST = 12_000_000;

    /** How far above its own largest so far: a large identity is large from the start. */
    private static final double TIMES_OWN = 3;

    private static final int SEVERITY = 2;

    private Newcomer() {}

    static Verdict judge(Profile profile, Pace pace, Bar bar, int days) {
        double observed = pace.tokens(Pace.BURST);
        if (observed <= bar.count(BUSIEST_BURST)) {
            return Usual.INSTANCE;
        }
        double own = own(profile, pace);
        double threshold = threshold(bar, own);
        if (observed <= threshold) {
            return Usual.INSTANCE;
        }
        return new Signal(
                AlertKind.TOKEN_SPIKE,
                null,
                pace.minute(),
                Pace.MINUTES[Pace.BURST],
                TokenSpike.UNIT,
                observed,
                Math.max(own, BUSIEST_BURST),
                threshold,
                SEVERITY,
                TokenSpike.confidence(observed / threshold, days));
    }

    /** What is expected of a newcomer over two adjacent minutes, and what it may take. */
    static Band band(Profile profile, Pace pace, Bar bar) {
        double own = own(profile, pace);
        return new Band(pace.minute(), pace.tokens(Pace.BURST), own, threshold(bar, own), true);
    }

    private static double own(Profile profile, Pace pace) {
        return Math.max(
                profile.baseline.largestBurst(Profile.day(profile.newestMinute())), pace.tokensBefore(Pace.BURST));
    }

    private static double threshold(Bar bar, double own) {
        return Math.max(bar.count(BUSIEST_BURST), bar.count(TIMES_OWN) * own);
    }
}

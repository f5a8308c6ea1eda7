// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * FAN_OUT: more distinct applications on one identity within the window than were declared, or than it ever had in
 * its last week. A key that many applications share cannot be revoked without hurting them all.
 */
final class FanOut {

    static final String UNIT = "applications";

    private static final int NOTABLE = 3;
    private static final int SEVERE = 4;
    private static final int WARMING_CAP = 2;
    private static final int SEVERE_FACTOR = 2;

    private final DetectionSettings settings;

    FanOut(DetectionSettings settings) {
        this.settings = settings;
    }

    Verdict judge(Profile profile, Identity identity, long minute, Bar bar) {
        double usual = usual(profile, identity);
        // A declaration is a promise: being sensitive does not make it smaller.
        double threshold =
                identity.declaresApplications() ? Math.max(usual, bar.count(usual)) : bar.count(allowed(profile));
        if (profile.circle.mostApplications() <= threshold) {
            return Usual.INSTANCE;
        }
        int distinct = profile.circle.applicationsWithin(settings.fanOutMinutes(), minute);
        if (distinct <= threshold) {
            return Usual.INSTANCE;
        }
        return new Signal(
                AlertKind.FAN_OUT,
                null,
                minute,
                settings.fanOutMinutes(),
                UNIT,
                distinct,
                usual,
                threshold,
                severity(profile, identity, distinct / threshold),
                TokenSpike.confidence(distinct / threshold, profile.days()));
    }

    private int severity(Profile profile, Identity identity, double timesThreshold) {
        if (!identity.declaresApplications() && profile.days() < settings.warmUpDays()) {
            return WARMING_CAP;
        }
        return timesThreshold >= SEVERE_FACTOR ? SEVERE : NOTABLE;
    }

    private double usual(Profile profile, Identity identity) {
        if (identity.declaresApplications()) {
            return identity.applications().size();
        }
        return profile.days() < settings.warmUpDays()
                ? settings.fanOutUnlearned()
                : Math.rint(profile.usuals(settings).value(Feature.APPLICATIONS));
    }

    private double allowed(Profile profile) {
        return profile.days() < settings.warmUpDays()
                ? settings.fanOutUnlearned()
                : Math.rint(profile.usuals(settings).value(Feature.APPLICATIONS)) + settings.fanOutMargin();
    }
}

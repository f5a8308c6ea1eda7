// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * NEW_APPLICATION: first use by an application outside the declared list, or, where none is declared, by one that a
 * well-known identity never had.
 */
final class NewApplication {

    private static final int UNDECLARED = 3;
    private static final int UNKNOWN = 2;

    private final DetectionSettings settings;

    NewApplication(DetectionSettings settings) {
        this.settings = settings;
    }

    Verdict judge(Profile profile, Identity identity, String application, long minute) {
        boolean declares = identity.declaresApplications();
        if (identity.applications().contains(application) || (!declares && profile.days() < settings.warmUpDays())) {
            return Usual.INSTANCE;
        }
        return new Signal(
                AlertKind.NEW_APPLICATION,
                application,
                minute,
                1,
                FanOut.UNIT,
                1,
                0,
                0,
                declares ? UNDECLARED : UNKNOWN,
                TokenSpike.confidence(1, profile.days()));
    }
}

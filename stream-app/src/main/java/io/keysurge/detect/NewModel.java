// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * NEW_MODEL: a probe. A model that the identity never used is asked for from a familiar place, and either the call was
 * refused or nobody of the identity's own made it. In public cases of stolen keys one such call came about a day
 * before the theft. A trial by the identity's own application is life; from a foreign place NEW_ORIGIN speaks.
 */
final class NewModel {

    static final String UNIT = "models";

    private static final int SEVERITY = 2;

    Verdict judge(Profile profile, Caller caller, Usage usage, long minute) {
        if (!profile.oddCaller.isProbe(caller, minute)) {
            return Usual.INSTANCE;
        }
        return new Signal(
                AlertKind.NEW_MODEL,
                usage.model(),
                minute,
                1,
                UNIT,
                1,
                0,
                0,
                SEVERITY,
                TokenSpike.confidence(1, profile.days()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OFF_SCOPE: a call is answered by a model, or comes from a region, that is not among those that its identity's owner
 * declared. What was refused did no harm.
 */
final class OffScope {

    static final String UNIT = "calls";

    private static final int SEVERITY = 3;

    /** Judges the model of one call. */
    Verdict judgeModel(Identity identity, Usage usage, long minute) {
        return judge("model ", identity.models(), usage.model(), usage, minute);
    }

    /** Judges the region of one call. */
    Verdict judgeRegion(Identity identity, Usage usage, long minute) {
        return judge("region ", identity.regions(), usage.region(), usage, minute);
    }

    private static Verdict judge(String what, Set<String> declared, @Nullable String used, Usage usage, long minute) {
        if (declared.isEmpty() || used == null || !usage.isServed() || declared.contains(used)) {
            return Usual.INSTANCE;
        }
        return new Signal(AlertKind.OFF_SCOPE, what + used, minute, 1, UNIT, usage.calls(), 0, 0, SEVERITY, 1);
    }
}

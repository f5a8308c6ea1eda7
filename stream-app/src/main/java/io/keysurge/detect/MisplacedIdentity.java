// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * ENVIRONMENT_MISMATCH of one identity: it is registered for a test environment, and a call of it is answered in
 * production. What was refused did no harm.
 */
final class MisplacedIdentity {

    static final String UNIT = "calls";

    private static final int SEVERITY = 3;

    /** Judges one call. */
    Verdict judge(Identity identity, Usage usage, long minute) {
        String environment = usage.environment();
        if (!identity.registered()
                || !identity.isTest()
                || !usage.isServed()
                || environment == null
                || !Environments.isProduction(environment)) {
            return Usual.INSTANCE;
        }
        return new Signal(
                AlertKind.ENVIRONMENT_MISMATCH, environment, minute, 1, UNIT, usage.calls(), 0, 0, SEVERITY, 1);
    }
}

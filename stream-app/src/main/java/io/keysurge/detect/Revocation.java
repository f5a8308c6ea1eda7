// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An action that should have stopped an identity's use.
 *
 * @param actionId the action in the sink's ledger
 * @param credential fingerprint of the credential it stops; null when it stops the identity as a whole
 * @param step what was done, SUSPEND or REVOKE
 * @param effectiveAt when the target said yes, milliseconds since 1970
 * @param allowedLag how long after its yes the target may still answer calls, milliseconds, 0 or more
 * @param undone true when it was taken back, or is about to be
 */
public record Revocation(
        String actionId, @Nullable String credential, String step, long effectiveAt, long allowedLag, boolean undone) {

    /** The last moment at which a call may still be answered, milliseconds since 1970. */
    long allowedUntil() {
        return effectiveAt + allowedLag;
    }

    /** Whether a call with this credential should not be answered any more. */
    boolean stops(@Nullable String used) {
        return credential == null || credential.equals(used);
    }

    /** Seconds from its effect to a moment in milliseconds since 1970. */
    double secondsUntil(long moment) {
        return (double) (moment - effectiveAt) / TimeUnit.SECONDS.toMillis(1);
    }

    /** Takes it apart; {@link #read} puts it together again. */
    public void write(StateWriter out) {
        out.text(actionId);
        out.text(credential);
        out.text(step);
        out.number(effectiveAt);
        out.number(allowedLag);
        out.number(undone ? 1 : 0);
    }

    /** Puts it together. */
    public static Revocation read(StateReader in) {
        return new Revocation(in.name(), in.text(), in.name(), in.number(), in.number(), in.number() == 1);
    }
}

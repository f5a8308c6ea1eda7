// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * USE_AFTER_REVOCATION: a call is answered later than a suspension or revocation allows, although its target said yes.
 * What is measured is how long the credential outlived it. Known and not guessed: no baseline is asked for.
 */
final class UseAfterRevocation {

    static final String UNIT = "seconds after revocation";

    private static final int SEVERITY = 5;

    /** So long after it an action is no longer held against an identity: somebody let it go on, if not by the ledger. */
    static final long FORGOTTEN_AFTER = TimeUnit.DAYS.toMillis(30);

    /** Judges one call: only one that was served shows that the credential still works. */
    Verdict judge(Revocation revocation, Usage usage, long minute) {
        boolean tooLate = usage.isServed()
                && usage.occurredAt() > revocation.allowedUntil()
                && usage.occurredAt() <= revocation.allowedUntil() + FORGOTTEN_AFTER
                && revocation.stops(usage.credential());
        return tooLate ? signal(revocation, usage.occurredAt(), minute) : Usual.INSTANCE;
    }

    /**
     * Judges an action that has become known just now, by the minutes that are remembered: calls of a minute that began
     * after the last allowed moment came too late. The few in the minute that holds that moment are spared.
     */
    Verdict judge(Profile profile, Revocation revocation, long minute) {
        if (TimeUnit.MINUTES.toMillis(minute) > revocation.allowedUntil() + FORGOTTEN_AFTER) {
            return Usual.INSTANCE;
        }
        long first = firstMinuteTooLate(profile.credential, revocation);
        for (long each = profile.newestMinute(); each >= first && profile.minutes.holds(each); each--) {
            if (profile.minutes.calls(each) > 0) {
                return signal(revocation, TimeUnit.MINUTES.toMillis(each), minute);
            }
        }
        return Usual.INSTANCE;
    }

    /** Whose calls they were is known of the newest credential alone, and from the minute after its first use on. */
    private static long firstMinuteTooLate(@Nullable Credential inUse, Revocation revocation) {
        long first = TimeUnit.MILLISECONDS.toMinutes(revocation.allowedUntil()) + 1;
        if (revocation.credential() == null) {
            return first;
        }
        return inUse != null && revocation.stops(inUse.fingerprint())
                ? Math.max(first, TimeUnit.MILLISECONDS.toMinutes(inUse.firstSeenAt()) + 1)
                : Long.MAX_VALUE;
    }

    private static Signal signal(Revocation revocation, long usedAt, long minute) {
        double allowed = revocation.secondsUntil(revocation.allowedUntil());
        return new Signal(
                AlertKind.USE_AFTER_REVOCATION,
                revocation.actionId(),
                minute,
                1,
                UNIT,
                revocation.secondsUntil(usedAt),
                allowed,
                allowed,
                SEVERITY,
                1);
    }

    /**
     * An action as the sign it is of the credential's use.
     *
     * @param knownAt when it became known, milliseconds since 1970
     * @param last where usage of the newest minute is in its log
     */
    static Usage usage(String identityId, Revocation revocation, long knownAt, Position last) {
        return GroupFinding.usage(revocation.actionId(), knownAt, identityId, false, last);
    }
}

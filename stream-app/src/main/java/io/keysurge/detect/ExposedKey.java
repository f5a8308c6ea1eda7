// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;
import java.util.List;

/**
 * EXPOSED_KEY_USED: a credential that was found where it should not be is used, or was used within a day before the
 * report came. Knowing beats guessing: no baseline and no second sign is asked for.
 */
final class ExposedKey {

    static final String UNIT = "exposed keys";

    /** A credential that nobody used for so long is not in use when the report comes. */
    static final long IN_USE_MINUTES = 1440;

    private static final int SEVERITY = 4;
    /** With any other alert that is open: two independent signs. */
    private static final int COMPOUND = 5;

    /** Judges one call: only one that was served shows that the credential works. */
    Verdict judge(Profile profile, Exposures exposures, Usage usage, long minute) {
        Exposure exposure = usage.isServed() ? exposures.of(usage.credential()) : null;
        return exposure == null ? Usual.INSTANCE : signal(profile, exposure, minute);
    }

    /** Judges a report that has just come. */
    Verdict judge(Profile profile, Exposure exposure, long minute) {
        Credential inUse = profile.credential;
        boolean used = inUse != null
                && inUse.fingerprint().equals(exposure.fingerprint())
                && minute - profile.newestMinute() <= IN_USE_MINUTES;
        return used ? signal(profile, exposure, minute) : Usual.INSTANCE;
    }

    private static Signal signal(Profile profile, Exposure exposure, long minute) {
        List<AlertKind> others = profile.episodes.stream()
                .filter(episode -> !episode.announcedClosed())
                .map(Episode::kind)
                .filter(kind -> kind != AlertKind.EXPOSED_KEY_USED)
                .distinct()
                .sorted()
                .toList();
        return new Signal(
                AlertKind.EXPOSED_KEY_USED,
                exposure.fingerprint(),
                minute,
                1,
                UNIT,
                1,
                0,
                0,
                others.isEmpty() ? SEVERITY : COMPOUND,
                1,
                others,
                false);
    }

    /**
     * A report as the sign it is of the credential's use.
     *
     * @param reportedAt when it came, milliseconds since 1970
     * @param last where usage of the newest minute is in its log
     */
    static Usage usage(String identityId, Exposure exposure, long reportedAt, Position last) {
        return new Usage(
                exposure.id(),
                reportedAt,
                identityId,
                exposure.fingerprint(),
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                1,
                -1,
                null,
                false,
                Usage.Result.SERVED,
                last);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * What is expected of an identity in its newest minute, and from where on TOKEN_SPIKE would speak: for charts and
 * explanations. Looks only; the next event is judged as if nobody had asked.
 */
public final class Outlook {

    private final DetectionSettings settings;
    private final TokenSpike tokenSpike;

    /** The outlook of an engine with these settings. */
    public Outlook(DetectionSettings settings) {
        this.settings = settings;
        this.tokenSpike = new TokenSpike(settings);
    }

    /**
     * What is expected of one minute.
     *
     * @param profile of an identity that was used
     * @param identity who the identity is, as known now
     */
    public Band band(Profile profile, Identity identity) {
        return band(profile, identity, Pace.MINUTES[Pace.MINUTE]);
    }

    /**
     * What is expected of the last minutes.
     *
     * @param profile of an identity that was used
     * @param identity who the identity is, as known now
     * @param minutes a window that TOKEN_SPIKE looks at: 1, 2, 10 or 60; anything else asks for one minute
     */
    public Band band(Profile profile, Identity identity, int minutes) {
        long minute = profile.newestMinute();
        Bar bar = settings.sensitivities().bar(identity, AlertKind.TOKEN_SPIKE, minute);
        return tokenSpike.band(profile, profile.paceOf(minute), bar, windowOf(minutes));
    }

    private static int windowOf(int minutes) {
        for (int window = Pace.MINUTE; window <= Pace.HOUR; window++) {
            if (Pace.MINUTES[window] == minutes) {
                return window;
            }
        }
        return Pace.MINUTE;
    }
}

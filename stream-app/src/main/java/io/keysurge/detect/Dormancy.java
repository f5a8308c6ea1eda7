// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import io.keysurge.detect.Verdict.Usual;

/**
 * DORMANT_WOKE: an identity that was silent for days, and for far longer than it ever was, is used again.
 *
 * <p>Remembers the longest silence and the newest awakening; judges the first hour after it.
 */
final class Dormancy {

    static final String UNIT = "silent minutes";

    private static final long LEAST_SILENCE = 2_880;
    private static final long TIMES_LONGEST = 2;
    /** Hours of use that make a silence remarkable: who came now and then is not missed. */
    private static final int FEWEST_HOURS = 20;

    private static final int AWAKE_MINUTES = 60;
    private static final int LEVEL_MINUTES = 10;
    private static final int NOTABLE = 3;

    private long longestBefore;
    private long silence;
    private long wokeAt;

    /** Takes in that the identity's clock moves from one minute with usage to a later one. */
    void advance(long from, long to) {
        long gap = to - from;
        if (gap >= LEAST_SILENCE) {
            longestBefore = Math.max(longestBefore, silence);
            silence = gap;
            wokeAt = to;
        } else if (gap > longestBefore) {
            longestBefore = gap;
        }
    }

    Verdict judge(Profile profile, long minute, DetectionSettings settings, Bar bar) {
        double threshold = threshold(bar);
        if (!isAwakening(profile, minute, threshold) || usedUntil(minute, profile) < settings.floorTokens()) {
            return Usual.INSTANCE;
        }
        return new Signal(
                AlertKind.DORMANT_WOKE,
                null,
                minute,
                LEVEL_MINUTES,
                UNIT,
                silence,
                longestBefore,
                threshold,
                NOTABLE,
                TokenSpike.confidence(silence / threshold, profile.baseline.count()));
    }

    /**
     * Whether what was used before a minute is such an awakening; what comes within the minute is left out, so that
     * the order of its events does not matter.
     */
    boolean wokeBefore(Profile profile, long minute, DetectionSettings settings, Bar bar) {
        return isAwakening(profile, minute, threshold(bar)) && usedUntil(minute - 1, profile) >= settings.floorTokens();
    }

    private boolean isAwakening(Profile profile, long minute, double threshold) {
        return silence >= threshold && minute - wokeAt < AWAKE_MINUTES && profile.baseline.knownHours() >= FEWEST_HOURS;
    }

    private double threshold(Bar bar) {
        return Math.max(LEAST_SILENCE, bar.count((double) TIMES_LONGEST * longestBefore));
    }

    private static long usedUntil(long last, Profile profile) {
        return profile.minutes.tokens(last - LEVEL_MINUTES + 1, last);
    }

    void write(StateWriter out) {
        out.number(longestBefore);
        out.number(silence);
        out.number(wokeAt);
    }

    static Dormancy read(StateReader in) {
        var dormancy = new Dormancy();
        dormancy.longestBefore = in.number();
        dormancy.silence = in.number();
        dormancy.wokeAt = in.number();
        return dormancy;
    }
}

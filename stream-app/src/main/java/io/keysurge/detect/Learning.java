// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * Lets minutes enter an identity's baseline and rhythm once no accepted event can change them any more, so that the
 * order in which events arrive within the grace period changes nothing that is learned. The one exception: of the hour
 * that ends with a settled minute the ring holds {@value MinuteRing#MINUTES} minutes less the grace period, so where
 * events come late the measures of the hour may be learned from fewer minutes.
 */
final class Learning {

    private final Profile profile;
    private long settled = -1;
    private boolean activeToday;

    Learning(Profile profile) {
        this.profile = profile;
    }

    Learning(Profile profile, StateReader in) {
        this(profile);
        settled = in.number();
        activeToday = in.number() == 1;
    }

    void restore(long settledMinute, boolean active) {
        settled = settledMinute;
        activeToday = active;
    }

    /** The first minute that is not settled. */
    long next() {
        return settled + 1;
    }

    /** Takes everything before a minute as settled. */
    void beginAt(long minute) {
        settled = minute - 1;
    }

    /** Learns from all minutes up to the last that can no longer change. */
    void settle(long last, DetectionSettings settings) {
        MinuteRing minutes = profile.minutes;
        long busiest = Math.min(last, minutes.newest());
        for (long minute = settled + 1; minute <= busiest; minute++) {
            long refused = minutes.refused(minute, minute);
            long tokens = minutes.tokens(minute);
            if (refused > 0 || tokens > 0) {
                turnDay(minute, settings);
                settled = minute;
            }
            if (refused > 0) {
                long lately = minutes.refused(minute - Pace.MINUTES[Pace.LEVEL] + 1, minute);
                profile.baseline.observeValue(Feature.REFUSED_CALLS, (double) lately);
            }
            if (tokens > 0) {
                activeToday = true;
                learn(minute, settings);
            }
        }
        if (last > settled) {
            turnDay(last, settings);
            settled = last;
        }
    }

    private void learn(long minute, DetectionSettings settings) {
        Baseline baseline = profile.baseline;
        var pace = new Pace(profile.minutes);
        pace.lookAt(minute);
        for (int window = 0; window < Pace.WINDOWS; window++) {
            baseline.observeValue(TokenSpike.TOKENS[window], pace.tokens(window));
            baseline.observeValue(TokenSpike.CALLS[window], pace.calls(window));
        }
        HalfHour halfHour = HalfHour.endingWith(minute, profile.minutes);
        if (halfHour.saysEnough()) {
            baseline.observeValue(Feature.INPUT_PER_CALL, halfHour.inputPerCall());
            baseline.observeValue(Feature.OUTPUT_PER_CALL, halfHour.outputPerCall());
            if (profile.cacheUse != null) {
                profile.cacheUse.learn(minute, halfHour);
            }
        }
        if (baseline.isNews(Feature.APPLICATIONS, profile.circle.mostApplications())) {
            int distinct = profile.circle.applicationsWithin(settings.fanOutMinutes(), minute);
            baseline.observeValue(Feature.APPLICATIONS, distinct);
        }
        baseline.observeHour(minute);
        learnRhythm(minute, pace, settings);
    }

    private void learnRhythm(long minute, Pace pace, DetectionSettings settings) {
        double tokens = pace.tokens(Pace.LEVEL);
        double calls = pace.calls(Pace.LEVEL);
        Baseline baseline = profile.baseline;
        if (tokens * Pace.MINUTES[Pace.LEVEL] >= settings.floorTokens() && baseline.count() >= OffHours.RHYTHM_DAYS) {
            boolean dayOff = settings.isDayOff(minute);
            baseline.observe(Feature.ODDNESS, profile.rhythm.oddness(minute, dayOff, tokens, calls));
        }
        Usuals usual = profile.usuals(settings);
        profile.rhythm.observe(
                minute,
                Math.min(Feature.LEVEL_TOKENS.log(tokens), usual.cap(Feature.LEVEL_TOKENS)),
                Math.min(Feature.LEVEL_CALLS.log(calls), usual.cap(Feature.LEVEL_CALLS)));
    }

    private void turnDay(long minute, DetectionSettings settings) {
        long day = Profile.day(settled);
        if (Profile.day(minute) > day && activeToday) {
            profile.baseline.endDay(day, profile.usuals(settings));
            profile.forgetUsuals();
            if (profile.cacheUse != null) {
                profile.cacheUse.endDay(settings.warmUpDays());
            }
            profile.rhythm.endDay(settings.isDayOff(settled));
            profile.circle.endDay();
            profile.price.fade();
            activeToday = false;
        }
    }

    void write(StateWriter out) {
        out.number(settled);
        out.number(activeToday ? 1 : 0);
    }
}

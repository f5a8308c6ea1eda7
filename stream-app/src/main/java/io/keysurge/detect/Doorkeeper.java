// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Observation.Outcome;

/**
 * Says of each event of one identity whether it counts: not too far behind the identity's clock, and not seen before.
 *
 * <p>The first thing that the engine asks of an event, for readers that ask nothing else: what has to be remembered for it
 * is a small part of a profile, up to about 2 kB. For one thread.
 */
public final class Doorkeeper {

    private final RecentEvents recent = new RecentEvents();
    private long newestMinute = Long.MIN_VALUE;

    /** What becomes of the identity's next event. */
    public Outcome admit(Usage usage, DetectionSettings settings) {
        long minute = usage.minute();
        long clock = Math.max(newestMinute, minute);
        Outcome outcome = outcome(recent, clock, usage, settings);
        if (outcome == Outcome.COUNTED) {
            newestMinute = clock;
        }
        return outcome;
    }

    /**
     * What becomes of an event.
     *
     * @param recent the identity's events that could still come a second time; this one is among them afterwards
     * @param clock the identity's, this event included, minutes since 1970
     */
    static Outcome outcome(RecentEvents recent, long clock, Usage usage, DetectionSettings settings) {
        if (settings.isLate(usage.minute(), clock)) {
            return Outcome.LATE;
        }
        return recent.add(usage.eventId(), usage.minute(), clock - settings.graceMinutes())
                ? Outcome.COUNTED
                : Outcome.DUPLICATE;
    }
}

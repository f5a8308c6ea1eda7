// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How fast events are published against how fast they happened. */
public interface Pace {

    /** As fast as they are confirmed. */
    Pace MAX = occurredAt -> Duration.ZERO;

    /** How long the event that occurred then still has to wait. Never negative. */
    Duration waitFor(Instant occurredAt);

    /**
     * Event time goes by this many times as fast as the clock. The first event goes at once; one that is late by the
     * order of the file goes at once, too.
     *
     * @param factor more than 0; 60 plays a minute of events in each second
     * @param clock the clock on the wall
     */
    static Pace times(double factor, InstantSource clock) {
        return new CompressedTime(factor, clock);
    }

    /**
     * The same with a fixed start, so that event time meets the clock where that is wanted.
     *
     * @param occurredAt the event time that is due
     * @param wall at this time of the clock
     */
    static Pace from(Instant occurredAt, Instant wall, double factor, InstantSource clock) {
        return new CompressedTime(factor, clock, occurredAt, wall);
    }
}

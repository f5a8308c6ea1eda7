// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import io.keysurge.bench.stage.Feed;
import io.keysurge.bench.stage.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Four days on which every identity was active for two minutes at this hour of the day and for one at the next, so that
 * neither the hour nor two minutes in a row are new to it. The steady ones did so much that they stay silent now; those that are to spike did little.
 */
final class History {

    private static final int DAYS = 4;
    private static final int[] MINUTES = {0, 1, 60};
    private static final int SAMPLE = 200_000;
    /** A minute that holds thirty times what is to come holds three times that over ten minutes. */
    private static final int TIMES_NOW = 30;

    private static final int FLOOR = 200;
    private static final long SPIKERS_REQUESTS = 10;

    private final LatencyPlan plan;
    private final Fleet fleet;

    History(LatencyPlan plan, Fleet fleet) {
        this.plan = plan;
        this.fleet = fleet;
    }

    /** Publishes it; returns how many events that were when the broker has them. */
    long publish(Feed feed) {
        long[] requests = requestsInTheMinute();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (int day = DAYS; day > 0; day--) {
            for (int minute : MINUTES) {
                Instant at = now.minus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute));
                for (int identity = 0; identity < requests.length; identity++) {
                    feed.send(fleet.calls(identity, at, requests[identity]));
                }
            }
        }
        feed.flush();
        return (long) DAYS * MINUTES.length * requests.length;
    }

    private long[] requestsInTheMinute() {
        long[] requests = new long[plan.identities() + plan.spikers()];
        double eventsOfOne = plan.rate() * 60.0 / SAMPLE;
        for (int i = 0; i < SAMPLE; i++) {
            requests[fleet.speaker()]++;
        }
        for (int i = 0; i < requests.length; i++) {
            requests[i] =
                    i < plan.identities() ? FLOOR + (long) (TIMES_NOW * requests[i] * eventsOfOne) : SPIKERS_REQUESTS;
        }
        return requests;
    }
}

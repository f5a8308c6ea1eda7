// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How many calls a minute each target gets at most. A minute's worth may come at once; after that one at a time, evenly
 * (a token bucket).
 */
public final class CallPace {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Duration between;
    private final InstantSource clock;
    private final Map<String, Instant> fullAt = new HashMap<>();

    /**
     * A pace.
     *
     * @param perMinute calls of one target, 1 or more
     */
    public CallPace(int perMinute, InstantSource clock) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("perMinute: " + perMinute + " (expected: >= 1)");
        }
        this.between = WINDOW.dividedBy(perMinute);
        this.clock = clock;
    }

    /** How long to wait before the target may be called; zero: now, and that call is counted. */
    synchronized Duration take(String target) {
        Instant now = clock.instant();
        Instant full = fullAt.getOrDefault(target, now);
        Instant next = (full.isBefore(now) ? now : full).plus(between);
        Duration over = Duration.between(now.plus(WINDOW), next);
        if (over.compareTo(Duration.ZERO) > 0) {
            return over;
        }
        fullAt.put(target, next);
        return Duration.ZERO;
    }
}

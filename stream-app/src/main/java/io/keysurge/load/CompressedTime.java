// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A pace at which a stretch of event time takes a fixed part of that stretch on the clock. */
final class CompressedTime implements Pace {

    private final double factor;
    private final InstantSource clock;
    private @Nullable Start start;

    CompressedTime(double factor, InstantSource clock) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("speed: " + factor + " (expected: max, or a number above 0)");
        }
        this.factor = factor;
        this.clock = clock;
    }

    CompressedTime(double factor, InstantSource clock, Instant occurredAt, Instant wall) {
        this(factor, clock);
        start = new Start(occurredAt, wall);
    }

    @Override
    public Duration waitFor(Instant occurredAt) {
        Instant now = clock.instant();
        Start begun = start;
        if (begun == null) {
            begun = new Start(occurredAt, now);
            start = begun;
        }
        double since = Duration.between(begun.occurredAt, occurredAt).toMillis() / factor;
        Instant due = begun.wall.plusMillis(Math.round(since));
        return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
    }

    private record Start(Instant occurredAt, Instant wall) {}
}

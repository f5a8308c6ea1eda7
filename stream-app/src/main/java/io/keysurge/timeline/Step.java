// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How finely usage is told. */
public enum Step {
    /** Every minute. */
    MINUTE(ChronoUnit.MINUTES),
    /** Every hour. */
    HOUR(ChronoUnit.HOURS);

    private final ChronoUnit unit;

    Step(ChronoUnit unit) {
        this.unit = unit;
    }

    /** The finest step in which a span has no more parts than that. */
    public static Step forAtMost(int parts, Duration span) {
        return span.toMinutes() <= parts ? MINUTE : HOUR;
    }

    /** The beginning of the step that an instant is in. */
    public Instant begin(Instant instant) {
        return instant.truncatedTo(unit);
    }

    /** How long one is. */
    public Duration length() {
        return unit.getDuration();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

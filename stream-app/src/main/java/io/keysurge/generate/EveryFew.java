// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/** Something that happens at a steady pace. */
final class EveryFew {

    private static final int SECONDS_PER_MINUTE = 60;

    private EveryFew() {}

    /** The numbers, from 0, of what happens every so many seconds from one instant, inclusive, to another, exclusive. */
    static LongStream seconds(int pace, Instant from, Instant until) {
        long millis = Math.max(0, Duration.between(from, until).toMillis());
        return LongStream.range(0, (millis + pace * 1_000L - 1) / (pace * 1_000L));
    }

    /** How often it happens in a minute. */
    static double perMinute(int pace) {
        return (double) SECONDS_PER_MINUTE / pace;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.consume;

import java.time.Duration;
import java.time.Instant;

/** How long to leave the world alone after it failed: twice as long each time, up to half a minute. */
final class Patience {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Duration next = FIRST;
    private Instant until = Instant.MIN;

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    Duration failed(Instant now) {
        Duration wait = next;
        until = now.plus(wait);
        next = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
        return wait;
    }

    void succeeded() {
        next = FIRST;
        until = Instant.MIN;
    }
}

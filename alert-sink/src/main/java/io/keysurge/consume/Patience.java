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
    /** Alerts were read and could not be decided on: a look at the ledger meanwhile proves nothing. */
    private boolean undecided;

    private volatile boolean heldUp;

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    /** Whether the last thing that was tried failed; from any thread. */
    boolean isHeldUp() {
        return heldUp;
    }

    Duration failed(Instant now, boolean withAlerts) {
        undecided |= withAlerts;
        heldUp = true;
        Duration wait = next;
        until = now.plus(wait);
        next = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
        return wait;
    }

    void succeeded(boolean withAlerts) {
        undecided &= !withAlerts;
        if (!undecided) {
            next = FIRST;
            until = Instant.MIN;
            heldUp = false;
        }
    }

    /** What could not be decided on may be another's now. */
    void beginAnew() {
        undecided = false;
    }
}

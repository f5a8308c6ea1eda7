// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import io.keysurge.consume.AlertLoop;
import io.keysurge.runtime.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Live while the loop turns, ready while alerts are decided on.
 *
 * @param loop whose health it is
 * @param clock wall clock
 */
record LoopHealth(AlertLoop loop, InstantSource clock) implements Health {

    /** Longer than any single wait of a turn; past it the loop hangs. */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(4);

    @Override
    public Optional<String> whyNotLive() {
        Instant last = loop.lastTurn();
        Duration since = Duration.between(last, clock.instant());
        return since.compareTo(LONGEST_TURN) > 0
                ? Optional.of("the alert loop has not turned for " + since.toSeconds() + " s")
                : Optional.empty();
    }

    @Override
    public Optional<String> whyNotReady() {
        return loop.whyNotReady();
    }
}

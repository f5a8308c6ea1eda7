// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When to call again.
 *
 * <p>Jitter only lengthens a wait, by up to a tenth, so that endpoints that came back are not met by everybody at once.
 */
public final class RetrySchedule {

    private static final double MOST_JITTER = 0.1;

    private final List<Duration> waits;
    private final DoubleSupplier random;

    /**
     * A schedule.
     *
     * @param waits the wait before each call, the first call included; at least one, none negative
     * @param random numbers from 0 to 1
     */
    public RetrySchedule(List<Duration> waits, DoubleSupplier random) {
        if (waits.isEmpty() || waits.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("waits: " + waits + " (expected: at least one, none negative)");
        }
        this.waits = List.copyOf(waits);
        this.random = random;
    }

    /** How long to wait before the call after {@code calls} calls; empty when there is to be none. */
    public Optional<Duration> waitAfter(int calls) {
        if (calls >= waits.size()) {
            return Optional.empty();
        }
        long millis = waits.get(calls).toMillis();
        return Optional.of(Duration.ofMillis(millis + (long) (millis * MOST_JITTER * random.getAsDouble())));
    }
}

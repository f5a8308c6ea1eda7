// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import java.time.Duration;

/**
 * Whether and how roll-ups of spend are kept.
 *
 * @param kept whether they are
 * @param interval how long what an identity consumed may wait until it is told; by the wall clock, because it is read
 *     by people and changes no sum
 */
public record SpendSettings(boolean kept, Duration interval) {

    /** Roll-ups as they are with nothing configured. */
    public static final SpendSettings DEFAULTS = new SpendSettings(true, Duration.ofMinutes(5));

    /** No roll-ups. */
    public static final SpendSettings OFF = new SpendSettings(false, DEFAULTS.interval());
}

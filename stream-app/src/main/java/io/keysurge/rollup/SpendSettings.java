// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import io.keysurge.prices.PriceTable;
import java.time.Duration;

/**
 * Whether and how roll-ups of spend are kept.
 *
 * @param kept whether they are
 * @param interval how long what an identity consumed may wait until it is told; by the wall clock, because it is read
 *     by people and changes no sum
 * @param prices what calls cost whose cost no producer stated
 */
public record SpendSettings(boolean kept, Duration interval, PriceTable prices) {

    /** Roll-ups as they are with nothing configured. */
    public static final SpendSettings DEFAULTS = new SpendSettings(true, Duration.ofMinutes(5), PriceTable.NONE);

    /** No roll-ups. */
    public static final SpendSettings OFF = new SpendSettings(false, DEFAULTS.interval(), PriceTable.NONE);
}

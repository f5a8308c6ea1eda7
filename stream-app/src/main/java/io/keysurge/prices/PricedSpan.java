// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

/**
 * A price and when it holds.
 *
 * @param from first millisecond, event time
 * @param until first millisecond at which it holds no more; Long.MAX_VALUE: for ever
 * @param price the price
 */
record PricedSpan(long from, long until, Price price) {

    boolean holds(long millis) {
        return from <= millis && millis < until;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

/**
 * Tokens by kind, each 0 or more.
 *
 * @param input all that were sent
 * @param output all that were produced
 * @param cacheRead part of input, together with cacheWrite at most all of it
 * @param cacheWrite part of input
 */
record Tokens(long input, long output, long cacheRead, long cacheWrite) {

    /** Takes what cannot be for the nearest that can: nothing negative, and parts within their whole. */
    static Tokens possible(long input, long output, long cacheRead, long cacheWrite) {
        long sent = Math.max(0, input);
        long read = Math.min(sent, Math.max(0, cacheRead));
        long written = Math.min(sent - read, Math.max(0, cacheWrite));
        return new Tokens(sent, Math.max(0, output), read, written);
    }

    /** Sent, and neither read from cache nor written to it. */
    long plain() {
        return input - cacheRead - cacheWrite;
    }
}

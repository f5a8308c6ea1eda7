// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contain;

import java.time.Instant;

/**
 * Successful use of an identity.
 *
 * @param at event time
 * @param calls how many calls, 1 or more
 * @param tokens of all of them together
 */
record Use(Instant at, long calls, long tokens) {}

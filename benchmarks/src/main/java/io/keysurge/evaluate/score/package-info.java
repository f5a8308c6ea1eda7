// SPDX-License-Identifier: Apache-2.0
/**
 * How good were these alerts, given what really happened? The figures that the traces' own Python scripts print, to the
 * last digit, and what the attacker spent before the alert.
 *
 * <p>Nothing here reads a file or runs a detector. Every type is an immutable record and every method is a function of
 * its arguments.
 */
@NullMarked
package io.keysurge.evaluate.score;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * How good is detection? Runs the engine, and peers beside it, over labelled traces, and tells the figures: the command
 * {@code evaluate}. Results go to standard output, everything about the run to standard error.
 *
 * <p>Judges with the same engine and the same settings as {@code detect}. The arithmetic of scoring, the peers and the
 * drawing have rooms of their own.
 */
@NullMarked
package io.keysurge.evaluate;

import org.jspecify.annotations.NullMarked;

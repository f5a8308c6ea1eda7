// SPDX-License-Identifier: Apache-2.0
/**
 * How well each producer publishes: what of it counted, what came twice, too late or unusable, and how far its clock is
 * off.
 *
 * <p>Whether an event counts is asked of the detector's own admission and engine, from the beginning of the log that is
 * retained, so that the answer is the detector's. Kept in memory: for each identity what tells duplicates from others, up
 * to about 2 kB, and for each of at most 500 producers counters and two histograms. Knows nothing of the command line.
 */
@NullMarked
package io.keysurge.quality;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The story of one identity: what it used and what was expected of it, beside everything that happened to it, in one
 * order; for a terminal, for machines, and as a page with a chart.
 *
 * <p>What was expected is not guessed: the detector's own engine reads the log again and is asked. Only reads.
 */
@NullMarked
package io.keysurge.timeline;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The house shown at work: a population lives five days in a few seconds, then the last minutes before now play out
 * with three stories in them, and what the detector and the sink made of them is told and judged.
 *
 * <p>Uses the house as any producer and any reader would: publishes usage, reads alerts and actions, decides nothing.
 */
@NullMarked
package io.keysurge.demo;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The log read again: slices of topics by time, and what a partition says of its identities in the order in which the
 * running detector sees it.
 *
 * <p>Reads committed records only, joins no consumer group, writes nothing. What is made of what was read is not told
 * here: {@code io.keysurge.replay} judges.
 */
@NullMarked
package io.keysurge.history;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The operator's desk: what a person says to the sinks, from the command line.
 *
 * <p>It reads and writes the ledger and the topic of orders; it calls no connector. What a person wants done is done by
 * the sink that has the action's alert.
 */
@NullMarked
package io.keysurge.operate;

import org.jspecify.annotations.NullMarked;

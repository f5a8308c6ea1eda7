// SPDX-License-Identifier: Apache-2.0
/**
 * The delivery room: carries out intents that the ledger already holds, off the consumer's thread, and writes down
 * what became of them.
 *
 * <p>It calls connectors and repeats calls on a schedule. It decides nothing: what is not a LIVE intent in the ledger
 * is not delivered.
 */
@NullMarked
package io.keysurge.deliver;

import org.jspecify.annotations.NullMarked;

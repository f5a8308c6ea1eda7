// SPDX-License-Identifier: Apache-2.0
/**
 * The ledger room: what was decided, what became of it, and how that is written so that no crash loses or doubles it.
 *
 * <p>Actions live on one compacted topic; this room is the only one that writes it, reads it back and knows which
 * state may follow which.
 * Nothing here decides anything or calls anybody.
 */
@NullMarked
package io.keysurge.ledger;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * What connectors have in common whose provider knows an identity's key by an id: a key that is on, off or gone, how it
 * is switched off, switched on again and taken away, and what the ledger has to know of it.
 *
 * <p>It knows no provider. Which key is an identity's is configuration; the key itself is never needed, asked for or kept.
 */
@NullMarked
package io.keysurge.keyring;

import org.jspecify.annotations.NullMarked;

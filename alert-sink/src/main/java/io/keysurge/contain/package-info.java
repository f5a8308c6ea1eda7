// SPDX-License-Identifier: Apache-2.0
/**
 * Whether an action did what it was for: the identity's own usage is read again, and has to have gone quiet.
 *
 * <p>Usage is read here and nowhere else in the sink. Calls nobody: what has to be done again goes through the ledger.
 */
@NullMarked
package io.keysurge.contain;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import io.keysurge.contract.ActionRecord;

/** Where an action's next state is written, one at a time. */
@FunctionalInterface
public interface Ledger {

    /**
     * Writes the state and returns when it cannot be lost any more.
     *
     * @return its offset; later states of the same action have larger ones
     * @throws LedgerException when that cannot be said; the state may or may not have been written
     */
    long write(ActionRecord action);
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import io.keysurge.contract.ActionRecord;

/** Where an action's next state is written, one at a time. */
@FunctionalInterface
public interface Ledger {

    /**
     * Writes the state and returns when it cannot be lost any more.
     *
     * @throws LedgerException when that cannot be said; the state may or may not have been written
     */
    void write(ActionRecord action);
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ResponseStep;
import io.keysurge.ledger.OwnDecision;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What stops a call that was decided on, however long ago that was. Undoing is never stopped.
 *
 * @param halted whether the kill switch is on
 * @param protection why a machine may do nothing to an identity now; empty when it may
 */
public record Restraints(BooleanSupplier halted, Function<String, Optional<String>> protection) {

    /** Whether an action has to wait until people say that sinks may go on. */
    boolean holdsUp(ActionRecord action) {
        return isProtective(action) && halted.getAsBoolean();
    }

    /** Why an action is not carried out any more; a person's own decision was asked about this when it was taken. */
    Optional<String> forbids(ActionRecord action) {
        return isProtective(action) && !OwnDecision.isOne(action)
                ? protection.apply(action.getIdentityId())
                : Optional.empty();
    }

    private static boolean isProtective(ActionRecord action) {
        return action.getStep().compareTo(ResponseStep.NOTIFY_RESPONDERS) > 0;
    }
}

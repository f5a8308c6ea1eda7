// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What would have to change for the registry to say what files say, in all of its topics.
 *
 * @param identities who they are
 * @param sharedBudgets what groups of them may consume together
 * @param removing whether what is in no file goes
 */
public record Plan(Changes<IdentityRecord> identities, Changes<SharedBudgets> sharedBudgets, boolean removing) {

    /** Compares. */
    public static Plan between(Registry registry, Declared declared, boolean removing) {
        return new Plan(
                Changes.between(registry.identities(), declared.identities()),
                Changes.between(registry.sharedBudgets(), declared.sharedBudgets()),
                removing);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return identities.isEmpty(removing) && sharedBudgets.isEmpty(removing);
    }

    /** How many are to be added. */
    public int added() {
        return identities.added().size() + sharedBudgets.added().size();
    }

    /** How many are to be changed. */
    public int changed() {
        return identities.changed().size() + sharedBudgets.changed().size();
    }

    /** How many no file names. */
    public int unnamed() {
        return identities.removed().size() + sharedBudgets.removed().size();
    }

    /** How many are as the files say. */
    public int unchanged() {
        return identities.unchanged() + sharedBudgets.unchanged();
    }

    /**
     * The identities to write; empty: registered no more.
     *
     * @param effectiveFrom event time from which they hold; null: from their arrival
     */
    Map<String, Optional<IdentityRecord>> identitiesToWrite(@Nullable Instant effectiveFrom) {
        return identities.toWrite(
                removing,
                identity -> IdentityRecord.newBuilder(identity)
                        .setEffectiveFrom(effectiveFrom)
                        .build());
    }

    /** The shared budgets to write; empty: there are none any more. */
    Map<String, Optional<SharedBudgets>> sharedBudgetsToWrite() {
        return sharedBudgets.toWrite(removing, UnaryOperator.identity());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import io.keysurge.contract.ActionRecord;
import java.util.Optional;
import java.util.stream.Stream;

/** Says whether an action of the sink's ledger can be held against usage. */
public final class ActionRules {

    /** Longest identity of an alert: the name of a source is spelt with a prefix. */
    private static final int MAX_IDENTITY = 2 * UsageRules.MAX_NAME;

    private ActionRules() {}

    /**
     * Checks one action against every rule.
     *
     * @param action the decoded record
     * @param key the record's key as text
     * @return the first rule it breaks, or empty when it can be used
     */
    public static Optional<Refusal> check(ActionRecord action, String key) {
        return Stream.of(
                        action.getActionId().equals(key)
                                ? Optional.<Refusal>empty()
                                : Optional.of(new Refusal(
                                        RefusalReason.KEY_MISMATCH,
                                        "key",
                                        "not the record's action_id (expected: the same text)")),
                        Optional.ofNullable(UsageRules.text(
                                action.getIdentityId(), "identity_id", MAX_IDENTITY, RefusalReason.INVALID_IDENTITY)))
                .flatMap(Optional::stream)
                .findFirst();
    }
}

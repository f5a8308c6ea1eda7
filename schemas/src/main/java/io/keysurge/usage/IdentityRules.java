// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import io.keysurge.contract.IdentityRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says whether what is said of an identity can be used.
 *
 * <p>Alerts repeat it. Without bounds one record would make alerts too large to be written, and stop the detector.
 */
public final class IdentityRules {

    private IdentityRules() {}

    /**
     * Checks one record of the identity registry against every rule.
     *
     * @param identity the decoded record
     * @param key the record's key as text
     * @return the first rule it breaks, or empty when it can be used
     */
    public static Optional<Refusal> check(IdentityRecord identity, String key) {
        return broken(identity, key).findFirst();
    }

    /**
     * Every rule that one record of the identity registry breaks.
     *
     * @param identity the decoded record
     * @param key the record's key as text
     */
    public static Stream<Refusal> broken(IdentityRecord identity, String key) {
        Stream<Refusal> traits = Stream.<@Nullable Refusal>of(
                        UsageRules.text(
                                identity.getIdentityId(),
                                "identity_id",
                                UsageRules.MAX_NAME,
                                RefusalReason.INVALID_IDENTITY),
                        identity.getIdentityId().equals(key) ? null : misplaced(),
                        description(identity.getOwner(), "owner"),
                        description(identity.getBusinessUnit(), "business_unit"),
                        description(identity.getEnvironment(), "environment"),
                        description(identity.getDataClassification(), "data_classification"),
                        descriptions(identity.getPrivileges(), "privileges", UsageRules.MAX_PRIVILEGES))
                .flatMap(Stream::ofNullable);
        return Stream.of(traits, TuningRules.broken(identity), BudgetRules.broken(identity))
                .flatMap(Function.identity());
    }

    /** What is wrong with a text that describes an identity; null when nothing is. It may be empty. */
    static @Nullable Refusal description(@Nullable String value, String field) {
        return value == null || value.isEmpty()
                ? null
                : UsageRules.text(value, field, UsageRules.MAX_NAME, RefusalReason.INVALID_NAME);
    }

    /** What is wrong with a list of texts that describe an identity; null when nothing is. */
    static @Nullable Refusal descriptions(List<String> values, String field, int most) {
        if (values.size() > most) {
            return new Refusal(
                    RefusalReason.INVALID_NAME, field, values.size() + " entries (expected: <= " + most + ")");
        }
        for (String value : values) {
            Refusal refusal = description(value, field);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static Refusal misplaced() {
        return new Refusal(RefusalReason.KEY_MISMATCH, "key", "not the record's identity_id (expected: the same text)");
    }
}

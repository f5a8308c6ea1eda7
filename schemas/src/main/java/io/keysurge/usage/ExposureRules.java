// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import io.keysurge.contract.ExposureReport;
import io.keysurge.wording.Redaction;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says whether a report of an exposed credential can be used. */
public final class ExposureRules {

    /** Longest location. */
    private static final int MAX_LOCATION = 1_024;

    private ExposureRules() {}

    /**
     * Checks one report against every rule.
     *
     * @param report the decoded record
     * @param key the record's key as text
     * @return the first rule it breaks, or empty when it can be used
     */
    public static Optional<Refusal> check(ExposureReport report, String key) {
        return Stream.<@Nullable Refusal>of(
                        UsageRules.text(
                                report.getIdentityId(),
                                "identity_id",
                                UsageRules.MAX_NAME,
                                RefusalReason.INVALID_IDENTITY),
                        report.getIdentityId().equals(key)
                                ? null
                                : new Refusal(
                                        RefusalReason.KEY_MISMATCH,
                                        "key",
                                        "not the record's identity_id (expected: the same text)"),
                        text(report.getExposureId(), "exposure_id", UsageRules.MAX_EVENT_ID),
                        text(report.getCredentialFingerprint(), "credential_fingerprint", UsageRules.MAX_NAME),
                        text(report.getLocation(), "location", MAX_LOCATION))
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** Where it was found is shown to people, so it must not hold what was found. */
    private static @Nullable Refusal text(String value, String field, int longest) {
        Refusal refusal = UsageRules.text(value, field, longest, RefusalReason.INVALID_EXPOSURE);
        if (refusal == null && !Redaction.mask(value).equals(value)) {
            return new Refusal(
                    RefusalReason.INVALID_EXPOSURE,
                    field,
                    value.length() + " characters with what looks like a credential (expected: none)");
        }
        return refusal;
    }
}

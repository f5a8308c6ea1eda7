// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import io.keysurge.contract.AlertType;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.Tolerance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says whether what people said about how an identity is judged can hold. */
final class TuningRules {

    /** Stands for every alert type. */
    private static final String ALL = "*";

    private static final int MOST_TOLERANCES = 16;
    private static final int LONGEST_REASON = 256;
    private static final double LEAST_SENSITIVITY = 0.1;
    private static final double MOST_SENSITIVITY = 10;
    private static final double MOST_CEILING = 1_000;

    private TuningRules() {}

    static @Nullable Refusal check(IdentityRecord identity) {
        for (Map.Entry<String, Double> each : identity.getSensitivities().entrySet()) {
            Refusal refusal = sensitivity(each.getKey(), each.getValue());
            if (refusal != null) {
                return refusal;
            }
        }
        List<Tolerance> tolerances = identity.getTolerances();
        if (tolerances.size() > MOST_TOLERANCES) {
            return refusal("tolerances", tolerances.size() + " entries (expected: <= " + MOST_TOLERANCES + ")");
        }
        for (int i = 0; i < tolerances.size(); i++) {
            Refusal refusal = tolerance(tolerances.get(i), "tolerances[" + i + "]");
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable Refusal sensitivity(String type, double value) {
        if (!ALL.equals(type) && !isAlertType(type)) {
            return refusal("sensitivities", "a key that is no alert type (expected: an alert type or *)");
        }
        return value >= LEAST_SENSITIVITY && value <= MOST_SENSITIVITY
                ? null
                : refusal("sensitivities." + type, value + " (expected: 0.1 to 10)");
    }

    private static @Nullable Refusal tolerance(Tolerance tolerance, String field) {
        if (!tolerance.getAlertTypes().stream().allMatch(TuningRules::isAlertType)) {
            return refusal(field + ".alert_types", "a name that is no alert type (expected: alert types)");
        }
        if (!tolerance.getUntil().isAfter(tolerance.getFrom())) {
            return refusal(field + ".until", tolerance.getUntil() + " (expected: after from)");
        }
        Double ceiling = tolerance.getCeiling();
        if (ceiling != null && !(ceiling >= 1 && ceiling <= MOST_CEILING)) {
            return refusal(field + ".ceiling", ceiling + " (expected: 1 to 1000, or null to suppress)");
        }
        if (tolerance.getReason().length() > LONGEST_REASON) {
            return refusal(
                    field + ".reason",
                    tolerance.getReason().length() + " characters (expected: <= " + LONGEST_REASON + ")");
        }
        return IdentityRules.description(tolerance.getGrantedBy(), field + ".granted_by");
    }

    private static boolean isAlertType(String name) {
        return Arrays.stream(AlertType.values()).anyMatch(type -> type.name().equals(name));
    }

    private static Refusal refusal(String field, String detail) {
        return new Refusal(RefusalReason.INVALID_TUNING, field, detail);
    }
}

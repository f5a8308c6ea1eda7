// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import io.keysurge.contract.AlertType;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.Tolerance;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** Every rule that the identity's sensitivities and tolerances break. */
    static Stream<Refusal> broken(IdentityRecord identity) {
        return Stream.concat(
                identity.getSensitivities().entrySet().stream()
                        .map(each -> sensitivity(each.getKey(), each.getValue()))
                        .flatMap(Stream::ofNullable),
                broken(identity.getTolerances()));
    }

    private static Stream<Refusal> broken(List<Tolerance> tolerances) {
        if (tolerances.size() > MOST_TOLERANCES) {
            return Stream.of(
                    refusal("tolerances", tolerances.size() + " entries (expected: <= " + MOST_TOLERANCES + ")"));
        }
        return IntStream.range(0, tolerances.size())
                .boxed()
                .flatMap(i -> tolerance(tolerances.get(i), "tolerances[" + i + "]"));
    }

    private static @Nullable Refusal sensitivity(String type, double value) {
        if (!ALL.equals(type) && !isAlertType(type)) {
            return refusal("sensitivities", "a key that is no alert type (expected: an alert type or *)");
        }
        return value >= LEAST_SENSITIVITY && value <= MOST_SENSITIVITY
                ? null
                : refusal("sensitivities." + type, value + " (expected: 0.1 to 10)");
    }

    private static Stream<Refusal> tolerance(Tolerance tolerance, String field) {
        Double ceiling = tolerance.getCeiling();
        return Stream.<@Nullable Refusal>of(
                        require(
                                tolerance.getAlertTypes().stream().allMatch(TuningRules::isAlertType),
                                field + ".alert_types",
                                "a name that is no alert type (expected: alert types)"),
                        require(
                                tolerance.getUntil().isAfter(tolerance.getFrom()),
                                field + ".until",
                                tolerance.getUntil() + " (expected: after from)"),
                        require(
                                ceiling == null || (ceiling >= 1 && ceiling <= MOST_CEILING),
                                field + ".ceiling",
                                ceiling + " (expected: 1 to 1000, or null to suppress)"),
                        require(
                                tolerance.getReason().length() <= LONGEST_REASON,
                                field + ".reason",
                                tolerance.getReason().length() + " characters (expected: <= " + LONGEST_REASON + ")"),
                        IdentityRules.description(tolerance.getGrantedBy(), field + ".granted_by"))
                .flatMap(Stream::ofNullable);
    }

    private static boolean isAlertType(String name) {
        return Arrays.stream(AlertType.values()).anyMatch(type -> type.name().equals(name));
    }

    private static @Nullable Refusal require(boolean holds, String field, String detail) {
        return holds ? null : refusal(field, detail);
    }

    private static Refusal refusal(String field, String detail) {
        return new Refusal(RefusalReason.INVALID_TUNING, field, detail);
    }
}

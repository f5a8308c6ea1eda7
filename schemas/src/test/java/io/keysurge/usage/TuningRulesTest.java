// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.AlertType;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.Tolerance;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rules for tuning")
class TuningRulesTest {

    static {
        Contracts.trust();
    }

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void accept_an_identity_of_which_nothing_is_said() {
        assertThat(check(Map.of(), List.of())).isEmpty();
    }

    @Nested
    @DisplayName("for sensitivities")
    class Sensitivities {

        @ParameterizedTest
        @EnumSource
        void accept_every_alert_type(AlertType type) {
            assertThat(check(Map.of(type.name(), 0.5), List.of())).isEmpty();
        }

        @Test
        void accept_a_word_for_all() {
            assertThat(check(Map.of("*", 2.0), List.of())).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.1, 1, 10})
        void accept_a_tenth_to_ten(double factor) {
            assertThat(check(Map.of("RAMP", factor), List.of())).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, -1, 0.0999, 10.001, Double.NaN, Double.POSITIVE_INFINITY})
        void refuse_what_is_beyond(double factor) {
            assertThat(check(Map.of("RAMP", factor), List.of())).hasValueSatisfying(refusal -> {
                assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID_TUNING);
                assertThat(refusal.field()).isEqualTo("sensitivities.RAMP");
                assertThat(refusal.detail()).endsWith("(expected: 0.1 to 10)");
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"RAMPS", "ramp", "", "**", "a\nb"})
        void refuse_names_that_are_no_alert_type_without_repeating_them(String name) {
            assertThat(check(Map.of(name, 1.0), List.of())).hasValueSatisfying(refusal -> {
                assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID_TUNING);
                assertThat(refusal.field()).isEqualTo("sensitivities");
                assertThat(refusal.detail()).contains("no alert type");
            });
        }

        @Test
        void accept_all_types_together() {
            Map<String, Double> all =
                    Arrays.stream(AlertType.values()).collect(Collectors.toMap(AlertType::name, type -> 1.5));
            assertThat(check(all, List.of())).isEmpty();
        }
    }

    @Nested
    @DisplayName("for tolerances")
    class Tolerances {

        @Test
        void accept_a_ceiling_and_a_suppression() {
            assertThat(check(Map.of(), List.of(tolerance(List.of("RAMP"), 3.0), tolerance(List.of(), null))))
                    .isEmpty();
        }

        @Test
        void accept_sixteen_and_refuse_seventeen() {
            assertThat(check(Map.of(), Collections.nCopies(16, tolerance(List.of(), null))))
                    .isEmpty();
            assertThat(check(Map.of(), Collections.nCopies(17, tolerance(List.of(), null))))
                    .map(Refusal::detail)
                    .hasValue("17 entries (expected: <= 16)");
        }

        @Test
        void refuse_a_time_that_ends_when_it_begins() {
            Tolerance empty = tolerance(List.of(), null);
            empty.setUntil(empty.getFrom());
            assertThat(check(Map.of(), List.of(tolerance(List.of(), null), empty)))
                    .map(Refusal::field)
                    .hasValue("tolerances[1].until");
            empty.setUntil(empty.getFrom().plusMillis(1));
            assertThat(check(Map.of(), List.of(empty))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(doubles = {1, 1_000})
        void accept_ceilings_from_one_to_a_thousand(double ceiling) {
            assertThat(check(Map.of(), List.of(tolerance(List.of(), ceiling)))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.999, 0, -3, 1_000.1, Double.NaN})
        void refuse_ceilings_beyond(double ceiling) {
            assertThat(check(Map.of(), List.of(tolerance(List.of(), ceiling))))
                    .map(Refusal::field)
                    .hasValue("tolerances[0].ceiling");
        }

        @Test
        void refuse_names_that_are_no_alert_type() {
            assertThat(check(Map.of(), List.of(tolerance(List.of("RAMP", "*"), 2.0))))
                    .map(Refusal::field)
                    .hasValue("tolerances[0].alert_types");
        }

        @Test
        void accept_a_reason_of_256_characters_and_a_name_of_128_and_refuse_one_more() {
            Tolerance told = tolerance(List.of(), null);
            told.setReason("r".repeat(256));
            told.setGrantedBy("g".repeat(128));
            assertThat(check(Map.of(), List.of(told))).isEmpty();

            told.setReason("r".repeat(257));
            assertThat(check(Map.of(), List.of(told))).map(Refusal::field).hasValue("tolerances[0].reason");

            told.setReason("");
            told.setGrantedBy("g".repeat(129));
            assertThat(check(Map.of(), List.of(told))).map(Refusal::field).hasValue("tolerances[0].granted_by");
        }
    }

    @Test
    void name_all_that_they_refuse_and_not_the_first_alone() {
        Tolerance wrong = tolerance(List.of("RAMPS"), 0.5);
        wrong.setUntil(wrong.getFrom());
        wrong.setReason("r".repeat(257));
        wrong.setGrantedBy("g".repeat(129));
        Tolerance another = tolerance(List.of(), 2_000.0);
        IdentityRecord identity = IdentityRecord.newBuilder()
                .setIdentityId("nhi")
                .setSensitivities(Map.of("RAMP", 11.0, "OFF_HOURS", 0.0))
                .setTolerances(List.of(wrong, another))
                .build();

        assertThat(IdentityRules.broken(identity, "nhi").map(Refusal::field))
                .containsExactlyInAnyOrder(
                        "sensitivities.RAMP",
                        "sensitivities.OFF_HOURS",
                        "tolerances[0].alert_types",
                        "tolerances[0].until",
                        "tolerances[0].ceiling",
                        "tolerances[0].reason",
                        "tolerances[0].granted_by",
                        "tolerances[1].ceiling");
    }

    private static Tolerance tolerance(List<String> types, @Nullable Double ceiling) {
        return Tolerance.newBuilder()
                .setAlertTypes(types)
                .setFrom(NOON)
                .setUntil(NOON.plusSeconds(3_600))
                .setCeiling(ceiling)
                .setReason("load test")
                .setGrantedBy("ana")
                .build();
    }

    private static Optional<Refusal> check(Map<String, Double> sensitivities, List<Tolerance> tolerances) {
        IdentityRecord identity = IdentityRecord.newBuilder()
                .setIdentityId("nhi")
                .setSensitivities(sensitivities)
                .setTolerances(tolerances)
                .build();
        return IdentityRules.check(identity, "nhi");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Budget;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.Tolerance;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.AlertKind;
import io.keysurge.detect.BudgetPeriod;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Scope;
import io.keysurge.detect.Tuning;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What judgement knows of an identity")
class IdentityFactsTest {

    static {
        Contracts.trust();
    }

    private static final Instant FROM = Instant.parse("2026-01-09T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-01-10T00:00:00Z");

    @Test
    void is_what_the_registry_declares() {
        IdentityRecord identity = IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setKind(IdentityKind.AGENT)
                .setEnvironment("production")
                .setDeclaredApplications(List.of("planner"))
                .setDeclaredModels(List.of("heron"))
                .build();

        assertThat(IdentityFacts.of(identity).judged())
                .isEqualTo(new Identity(true, "AGENT", "production", Set.of("planner"), Set.of("heron"), Tuning.NONE));
    }

    @Test
    void holds_the_scope_that_the_owner_declared() {
        IdentityRecord identity = IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setDeclaredModels(List.of("heron"))
                .setDeclaredRegions(List.of("eu"))
                .setDeclaredOperations(List.of("chat"))
                .setDataClassification("internal")
                .setPrivileges(List.of("keys:read", "Org:Admin"))
                .build();

        assertThat(IdentityFacts.of(identity).judged().scope())
                .isEqualTo(new Scope(Set.of("heron"), Set.of("eu"), Set.of("chat"), "internal", true));
    }

    @ParameterizedTest
    @CsvSource({"admin, true", "keys.admin, true", "administrator, false", "admin:read, false", "sysadmin, false"})
    void takes_a_privilege_for_an_administrator_s_by_its_last_part(String privilege, boolean admin) {
        IdentityRecord identity = IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setPrivileges(List.of(privilege))
                .build();

        assertThat(IdentityFacts.of(identity).judged().scope().admin()).isEqualTo(admin);
    }

    @Test
    void is_for_an_unregistered_one_what_its_event_says() {
        UsageEvent event = UsageEvent.newBuilder()
                .setEventId("event-1")
                .setOccurredAt(FROM)
                .setIdentityId("nhi-1")
                .setIdentityKind(IdentityKind.WORKLOAD)
                .setEnvironment("test")
                .setPrivileges(List.of("admin"))
                .setDataClassification("public")
                .setInputTokens(1)
                .setOutputTokens(0)
                .build();

        assertThat(IdentityFacts.of(event).judged()).isEqualTo(Identity.unregistered("WORKLOAD", "test"));
    }

    @Test
    void multiplies_what_is_said_for_all_alerts_with_what_is_said_for_one() {
        Tuning tuning = tuned(IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setSensitivities(Map.of("*", 2.0, "RAMP", 0.5, "TOKEN_SPIKE", 3.0)));

        assertThat(tuning.sensitivities())
                .containsEntry(AlertKind.TOKEN_SPIKE, 6.0)
                .containsEntry(AlertKind.FAN_OUT, 2.0)
                .doesNotContainKey(AlertKind.RAMP);
    }

    @Test
    void holds_tolerances_for_the_kinds_they_name_and_for_all_where_they_name_none() {
        Tuning tuning = tuned(IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setTolerances(List.of(tolerance(3.0, "TOKEN_SPIKE", "RAMP"), tolerance(null))));

        assertThat(tuning.tolerances())
                .containsExactly(
                        new Tuning.Tolerance(
                                Set.of(AlertKind.TOKEN_SPIKE, AlertKind.RAMP),
                                FROM.toEpochMilli(),
                                UNTIL.toEpochMilli(),
                                3.0),
                        new Tuning.Tolerance(Set.of(), FROM.toEpochMilli(), UNTIL.toEpochMilli(), null));
    }

    @Test
    void takes_a_tolerance_for_alerts_of_other_detectors_only_as_none_and_not_as_one_for_all() {
        Tuning tuning = tuned(IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setTolerances(List.of(tolerance(null, "OF_A_LATER_VERSION"))));

        assertThat(tuning).isEqualTo(Tuning.NONE);
    }

    @Test
    void takes_budgets_of_money_in_billionths_and_periods_with_their_anchor() {
        IdentityFacts facts = IdentityFacts.of(IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setBudgets(List.of(
                        Budget.newBuilder()
                                .setName("pocket")
                                .setUnit("USD")
                                .setLimit(new BigDecimal("12.500000001"))
                                .setPeriod("P14D")
                                .setTimeZone("Europe/Berlin")
                                .setAnchor("2026-01-05T06:30")
                                .setHard(true)
                                .setThresholdsPercent(List.of(100, 50))
                                .build(),
                        Budget.newBuilder()
                                .setName("all")
                                .setUnit("tokens")
                                .setLimit(new BigDecimal("999999999999999999"))
                                .setPeriod("week")
                                .build()))
                .build());

        assertThat(facts.judged().budgets())
                .containsExactly(
                        new io.keysurge.detect.Budget(
                                "pocket",
                                "USD",
                                12_500_000_001L,
                                new BudgetPeriod(
                                        "P14D", ZoneId.of("Europe/Berlin"), LocalDateTime.of(2026, 1, 5, 6, 30)),
                                true,
                                List.of(50, 100)),
                        new io.keysurge.detect.Budget(
                                "all",
                                "tokens",
                                999_999_999_999_999_999L,
                                new BudgetPeriod("week", ZoneId.of("UTC")),
                                false,
                                List.of(100)));
    }

    private static Tuning tuned(IdentityRecord.Builder identity) {
        return IdentityFacts.of(identity.build()).tuning();
    }

    private static Tolerance tolerance(Double ceiling, String... types) {
        return Tolerance.newBuilder()
                .setAlertTypes(List.of(types))
                .setFrom(FROM)
                .setUntil(UNTIL)
                .setCeiling(ceiling)
                .build();
    }
}

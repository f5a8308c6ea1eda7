// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertShare;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Budget;
import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.SharedBudgetRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A budget that identities share")
class SharedBudgetTopologyTest {

    private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

    private final House house = new House();

    @BeforeEach
    void register_two_identities_of_one_unit() {
        for (String id : List.of("nhi-1", "nhi-2")) {
            house.register(IdentityRecord.newBuilder()
                    .setIdentityId(id)
                    .setBusinessUnit("payments")
                    .setOwner("team-a")
                    .build());
        }
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void is_used_up_by_all_of_them_together_and_says_so_once() {
        allow(BudgetScope.BUSINESS_UNIT, "payments", budget("tokens", "1000", true));
        house.use(house.event("nhi-1", NINE, 700));
        house.use(house.event("nhi-2", NINE.plusSeconds(30), 299));
        assertThat(budgetAlerts()).isEmpty();
        house.use(house.event("nhi-2", NINE.plusSeconds(40), 1));
        house.use(house.event("nhi-1", NINE.plusSeconds(90), 5_000));

        Alert alert = only(budgetAlerts());
        assertThat(alert.getType()).isEqualTo(AlertType.BUDGET_HARD);
        assertThat(alert.getIdentityId()).isEqualTo("business_unit:payments");
        assertThat(alert.getIdentity().getBusinessUnit()).isEqualTo("payments");
        assertThat(alert.getObserved()).isEqualTo(1_000);
        assertThat(alert.getExplanation())
                .startsWith("business_unit:payments: Has used 1,000 tokens of its budget month of 1,000 tokens")
                .endsWith(" nhi-1 took the largest part: 700 tokens.");
        assertThat(alert.getAffectedIdentities()).containsExactly("nhi-1", "nhi-2");
        assertThat(alert.getBreakdown())
                .extracting(AlertShare::getDimension, AlertShare::getValue, AlertShare::getTokens)
                .contains(tuple("identity", "nhi-1", 700L));
    }

    @Test
    void counts_money_of_its_own_currency_alone() {
        allow(BudgetScope.OWNER, "team-a", budget("USD", "0.5", false));
        house.use(priced("nhi-1", NINE, "0.3", "USD"));
        house.use(priced("nhi-1", NINE, "9", "EUR"));
        assertThat(budgetAlerts()).isEmpty();
        house.use(priced("nhi-2", NINE, "0.2", "USD"));
        assertThat(only(budgetAlerts()).getType()).isEqualTo(AlertType.BUDGET_SOFT);
    }

    @Test
    void may_be_an_applications_or_an_agents_whoever_the_identity_is() {
        allow(BudgetScope.APPLICATION, "checkout", budget("tokens", "10", false));
        allow(BudgetScope.AGENT, "planner", budget("tokens", "10", false));
        house.use(UsageEvent.newBuilder(house.event("nobody-knows-it", NINE, 50))
                .setApplicationId("checkout")
                .setAgentId("planner")
                .build());

        assertThat(budgetAlerts())
                .extracting(Alert::getIdentityId)
                .containsExactlyInAnyOrder("application:checkout", "agent:planner");
    }

    @Test
    void begins_anew_with_its_period_and_may_be_used_up_again() {
        allow(BudgetScope.BUSINESS_UNIT, "payments", budget("tokens", "1000", true));
        house.use(house.event("nhi-1", NINE, 2_000));
        house.use(house.event("nhi-2", NINE.plus(Duration.ofDays(31)), 2_000));

        assertThat(budgetAlerts())
                .extracting(Alert::getState)
                .containsExactly(EpisodeState.OPEN, EpisodeState.CLOSED, EpisodeState.OPEN);
    }

    @Test
    void is_said_again_once_it_was_raised_and_nothing_is_said_when_it_is_gone() {
        allow(BudgetScope.BUSINESS_UNIT, "payments", budget("tokens", "1000", true));
        house.use(house.event("nhi-1", NINE, 1_500));
        allow(BudgetScope.BUSINESS_UNIT, "payments", budget("tokens", "2000", true));
        house.use(house.event("nhi-1", NINE.plusSeconds(60), 499));
        house.use(house.event("nhi-1", NINE.plusSeconds(61), 1));
        List<Alert> alerts = budgetAlerts();
        assertThat(alerts)
                .extracting(Alert::getState)
                .containsExactly(EpisodeState.OPEN, EpisodeState.CLOSED, EpisodeState.OPEN);
        assertThat(alerts.get(1).getAlertId()).isEqualTo(alerts.get(0).getAlertId());
        assertThat(alerts.get(1).getExplanation()).endsWith("; that was raised to 2,000 tokens.");
        house.allow("business_unit:payments", null);
        house.use(house.event("nhi-1", NINE.plus(Duration.ofDays(31)), 5_000));
        assertThat(budgetAlerts()).isEmpty();
    }

    @Test
    void that_cannot_be_kept_leaves_the_one_before_it_in_force() {
        allow(BudgetScope.BUSINESS_UNIT, "payments", budget("tokens", "1000", true));
        Budget seconds = Budget.newBuilder(budget("tokens", "1", true))
                .setPeriod("PT90S")
                .build();
        allow(BudgetScope.BUSINESS_UNIT, "payments", seconds);
        house.use(house.event("nhi-1", NINE, 999));
        assertThat(budgetAlerts()).isEmpty();
        house.use(house.event("nhi-1", NINE, 1));
        assertThat(budgetAlerts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"900000000, 9223372036.000000001, 1", "9223372036, 20000000000, 0"})
    void of_more_money_than_can_be_counted_is_refused_and_leaves_the_one_before_it_in_force(
            String before, String beyond, int alerts) {
        allow(BudgetScope.BUSINESS_UNIT, "payments", budget("USD", before, true));
        allow(BudgetScope.BUSINESS_UNIT, "payments", budget("USD", beyond, true));
        house.use(priced("nhi-1", NINE, "900000000", "USD"));

        assertThat(budgetAlerts()).hasSize(alerts);
    }

    private void allow(BudgetScope scope, String name, Budget budget) {
        house.allow(
                SharedBudgetRules.key(scope, name),
                SharedBudgets.newBuilder()
                        .setScope(scope)
                        .setName(name)
                        .setBudgets(List.of(budget))
                        .build());
    }

    private static Budget budget(String unit, String limit, boolean hard) {
        return Budget.newBuilder()
                .setName("month")
                .setUnit(unit)
                .setLimit(new BigDecimal(limit).setScale(9))
                .setPeriod("month")
                .setHard(hard)
                .build();
    }

    private UsageEvent priced(String identityId, Instant occurredAt, String cost, String currency) {
        return UsageEvent.newBuilder(house.event(identityId, occurredAt, 10))
                .setCost(new BigDecimal(cost).setScale(9))
                .setCurrency(currency)
                .build();
    }

    private List<Alert> budgetAlerts() {
        return house.alerts().stream()
                .filter(alert -> alert.getType() == AlertType.BUDGET_SOFT || alert.getType() == AlertType.BUDGET_HARD)
                .toList();
    }

    private static Alert only(List<Alert> alerts) {
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Budget;
import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Budgets of an identity")
class BudgetRulesTest {

    @BeforeAll
    static void trust() {
        Contracts.trust();
    }

    @ParameterizedTest
    @CsvSource({
        "tokens, 0, hour, UTC",
        "tokens, 999999999999999999, day, Europe/Berlin",
        "USD, 0.000000001, week, Australia/Lord_Howe",
        "EUR, 12.50, month, America/New_York",
        "USD, 9223372036.000000000, month, UTC"
    })
    void can_be_kept(String unit, BigDecimal limit, String period, String zone) {
        assertThat(broken(budget("a", unit, limit, period, zone, 50, 100))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token  | 1    | day       | UTC         | budgets[0].unit: neither tokens nor a currency
            usd    | 1    | day       | UTC         | budgets[0].unit: neither tokens nor a currency
            tokens | -1   | day       | UTC         | budgets[0].limit: negative
            tokens | 0.5  | day       | UTC         | budgets[0].limit: parts of a token
            tokens | 1    | fortnight | UTC         | budgets[0].period: no period
            tokens | 1    | day       | +02:00      | budgets[0].time_zone: no time zone
            tokens | 1    | day       | Nowhere/Far | budgets[0].time_zone: no time zone
            """)
    void cannot_be_kept(String unit, BigDecimal limit, String period, String zone, String why) {
        assertThat(broken(budget("a", unit, limit, period, zone, 100)))
                .singleElement()
                .asString()
                .startsWith(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            USD    | 9223372036.000000001         | number 9223372036.000000001 (expected: <= 9223372036 of a currency)
            USD    | 20000000000.000000000        | number 20000000000 (expected: <= 9223372036 of a currency)
            USD    | 999999999999999999.999999999 | number 999999999999999999.999999999 (expected: <= 9223372036 of a currency)
            USD    | 1e999999999                  | a number of 1000000000 digits (expected: <= 9223372036 of a currency)
            USD    | -0.000000001                 | negative (expected: >= 0)
            tokens | 999999999999999999.5         | number 999999999999999999.5 (expected: <= 999999999999999999 tokens)
            tokens | 1000000000000000000          | number 1000000000000000000 (expected: <= 999999999999999999 tokens)
            tokens | 1000000000000000001          | number 1000000000000000001 (expected: <= 999999999999999999 tokens)
            tokens | -1                           | negative (expected: >= 0)
            """)
    void are_no_larger_than_can_be_counted_whoever_they_belong_to(String unit, BigDecimal limit, String why) {
        Budget budget = budget("a", unit, limit, "month", "UTC");

        assertThat(broken(budget)).containsExactly("budgets[0].limit: " + why);
        assertThat(SharedBudgetRules.check(
                        SharedBudgets.newBuilder()
                                .setScope(BudgetScope.OWNER)
                                .setName("team")
                                .setBudgets(List.of(budget))
                                .build(),
                        "owner:team"))
                .hasValue(new Refusal(RefusalReason.INVALID_BUDGET, "budgets[0].limit", why));
    }

    @Test
    void have_names_of_their_own_and_each_threshold_once() {
        assertThat(broken(
                        budget("a", "tokens", BigDecimal.ONE, "day", "UTC", 50, 50),
                        budget("a", "tokens", BigDecimal.ONE, "day", "UTC", 0),
                        budget("b", "tokens", BigDecimal.ONE, "day", "UTC", 1_001)))
                .extracting(why -> why.substring(0, why.indexOf(':')))
                .containsExactly(
                        "budgets[0].thresholds_percent",
                        "budgets[1].name",
                        "budgets[1].thresholds_percent",
                        "budgets[2].thresholds_percent");
    }

    @Test
    void are_not_without_number() {
        Budget[] many = Collections.nCopies(33, budget("a", "tokens", BigDecimal.ONE, "day", "UTC"))
                .toArray(Budget[]::new);

        assertThat(broken(many)).containsExactly("budgets: 33 entries (expected: <= 32)");
    }

    private static List<String> broken(Budget... budgets) {
        IdentityRecord identity = IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setBudgets(List.of(budgets))
                .build();
        return IdentityRules.broken(identity, "nhi-1")
                .map(refusal -> refusal.field() + ": " + refusal.detail())
                .toList();
    }

    private static Budget budget(
            String name, String unit, BigDecimal limit, String period, String zone, Integer... thresholds) {
        return Budget.newBuilder()
                .setName(name)
                .setUnit(unit)
                .setLimit(limit)
                .setPeriod(period)
                .setTimeZone(zone)
                .setThresholdsPercent(Arrays.asList(thresholds))
                .build();
    }
}

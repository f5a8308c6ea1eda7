// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.workload;

import io.keysurge.contract.Budget;
import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a platform team would have declared of the identities of a {@link UsageStream}: an owner, who pays, a budget of
 * tokens and one of money, and a budget of money for each business unit. Limits are never reached: what is measured is
 * what counting costs.
 */
public final class DeclaredIdentities {

    private static final int OWNERS = 50;
    private static final BigDecimal TOKENS = new BigDecimal("1e12").setScale(9);
    private static final BigDecimal MONEY = new BigDecimal("9e9").setScale(9);
    private static final List<Integer> THRESHOLDS = List.of(50, 80, 95, 100);

    private DeclaredIdentities() {}

    /** So many identities. */
    public static Stream<IdentityRecord> of(int identities) {
        return IntStream.range(0, identities).mapToObj(DeclaredIdentities::identity);
    }

    private static IdentityRecord identity(int identity) {
        return IdentityRecord.newBuilder()
                .setIdentityId(UsageStream.name(identity))
                .setKind(IdentityKind.SERVICE_ACCOUNT)
                .setOwner("team-" + identity % OWNERS)
                .setBusinessUnit(UsageStream.unit(identity))
                .setEnvironment("production")
                .setPrivileges(List.of("models:invoke"))
                .setDataClassification("internal")
                .setBudgets(List.of(budget("tokens", "tokens", TOKENS, false), budget("money", "USD", MONEY, true)))
                .build();
    }

    /** Budgets that business units share. */
    public static Stream<SharedBudgets> shared() {
        return UsageStream.units()
                .map(unit -> SharedBudgets.newBuilder()
                        .setScope(BudgetScope.BUSINESS_UNIT)
                        .setName(unit)
                        .setBudgets(List.of(budget("money", "USD", MONEY, true)))
                        .build());
    }

    private static Budget budget(String name, String unit, BigDecimal limit, boolean hard) {
        return Budget.newBuilder()
                .setName(name)
                .setUnit(unit)
                .setLimit(limit)
                .setPeriod("month")
                .setHard(hard)
                .setThresholdsPercent(THRESHOLDS)
                .build();
    }
}

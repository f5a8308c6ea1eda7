// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import io.keysurge.contract.Budget;
import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.SharedBudgets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says whether budgets that a group of identities shares can be kept. */
public final class SharedBudgetRules {

    /** What a group consumes comes from many partitions, which are not read abreast. */
    private static final Duration SHORTEST = Duration.ofHours(1);

    private SharedBudgetRules() {}

    /** What the record of a group's budgets is keyed by, such as {@code business_unit:payments}. */
    public static String key(BudgetScope scope, String name) {
        return scope.name().toLowerCase(Locale.ROOT) + ":" + name;
    }

    /**
     * The first rule that they break; empty when they can be kept.
     *
     * @param key the record's key
     */
    public static Optional<Refusal> check(SharedBudgets shared, String key) {
        return broken(shared, key).stream().findFirst();
    }

    /** Every rule that they break. */
    public static List<Refusal> broken(SharedBudgets shared, String key) {
        List<Refusal> broken = new ArrayList<>();
        if (shared.getScope() == BudgetScope.UNKNOWN) {
            broken.add(refusal("scope", "UNKNOWN (expected: BUSINESS_UNIT, OWNER, APPLICATION or AGENT)"));
        }
        Refusal name = UsageRules.text(shared.getName(), "name", UsageRules.MAX_NAME, RefusalReason.INVALID_BUDGET);
        if (name != null) {
            broken.add(name);
        } else if (broken.isEmpty() && !key.equals(key(shared.getScope(), shared.getName()))) {
            broken.add(new Refusal(
                    RefusalReason.KEY_MISMATCH,
                    "key",
                    key.length() + " characters that are not the scope and the name (expected: scope:name)"));
        }
        BudgetRules.broken(shared.getBudgets()).forEach(broken::add);
        if (broken.isEmpty()) {
            for (int i = 0; i < shared.getBudgets().size(); i++) {
                wholeMinutes(shared.getBudgets().get(i), "budgets[" + i + "].", broken);
            }
        }
        return broken;
    }

    /** What a group consumes is added up by the minute. */
    private static void wholeMinutes(Budget budget, String field, List<Refusal> broken) {
        if (budget.getPeriod().startsWith("PT")) {
            Duration period = Duration.parse(budget.getPeriod());
            if (period.compareTo(SHORTEST) < 0 || period.toSecondsPart() != 0 || period.toNanosPart() != 0) {
                broken.add(refusal(
                        field + "period",
                        "shorter than an hour, or no whole minutes (expected: an hour or more, in whole minutes, where a"
                                + " group shares it)"));
            }
        }
        String anchor = budget.getAnchor();
        if (anchor != null) {
            LocalDateTime local = LocalDateTime.parse(anchor);
            if (local.getSecond() != 0 || local.getNano() != 0) {
                broken.add(refusal(
                        field + "anchor", "no whole minute (expected: whole minutes, where a group shares it)"));
            }
        }
    }

    private static Refusal refusal(String field, String detail) {
        return new Refusal(RefusalReason.INVALID_BUDGET, field, detail);
    }
}

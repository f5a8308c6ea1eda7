// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import io.keysurge.contract.SpendRollup;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Spend by one dimension, the greatest first: by cost where there is one currency, otherwise by tokens.
 *
 * @param question what was asked for
 * @param by the dimension
 * @param groups one for each name there is, and one for what has none
 * @param others the sum of those that are not shown; empty when all are
 * @param total the sum of all
 * @param unattributed the part of it that belongs to no business unit
 */
public record SpendReport(
        SpendQuestion question,
        Dimension by,
        List<Group> groups,
        Optional<Tally> others,
        Tally total,
        Tally unattributed) {

    /**
     * What belongs to one name.
     *
     * @param name null when nobody said
     * @param tally the sums
     */
    public record Group(@Nullable String name, Tally tally) {}

    /**
     * Sums roll-ups.
     *
     * @param top how many groups are shown, 1 or more; the others are summed
     */
    public static SpendReport of(
            SpendQuestion question, Dimension by, Costing costing, Iterable<SpendRollup> rollups, int top) {
        Tally total = new Tally();
        Tally unattributed = new Tally();
        Map<Optional<String>, Tally> byName = new HashMap<>();
        for (SpendRollup rollup : rollups) {
            if (question.asksFor(rollup)) {
                Costing.Cost cost = costing.of(rollup);
                total.add(rollup, cost);
                byName.computeIfAbsent(Optional.ofNullable(by.of(rollup)), name -> new Tally())
                        .add(rollup, cost);
                if (rollup.getBusinessUnit() == null) {
                    unattributed.add(rollup, cost);
                }
            }
        }
        List<Group> groups = byName.entrySet().stream()
                .map(each -> new Group(each.getKey().orElse(null), each.getValue()))
                .sorted(Comparator.comparing((Group group) -> measure(total, group.tally()))
                        .reversed()
                        .thenComparing(Group::name, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        if (groups.size() <= top) {
            return new SpendReport(question, by, groups, Optional.empty(), total, unattributed);
        }
        Tally others = new Tally();
        groups.subList(top, groups.size()).forEach(group -> others.add(group.tally()));
        return new SpendReport(question, by, groups.subList(0, top), Optional.of(others), total, unattributed);
    }

    /** What shares are of: {@code cost} where all of it has one currency, otherwise {@code tokens}. */
    public String measure() {
        return isOfCost(total) ? "cost" : "tokens";
    }

    /** How much a part of the total is, by {@link #measure()}. */
    public BigDecimal measure(Tally part) {
        return measure(total, part);
    }

    private static BigDecimal measure(Tally total, Tally part) {
        return isOfCost(total)
                ? part.cost(total.costs().keySet().iterator().next())
                : BigDecimal.valueOf(part.tokens());
    }

    private static boolean isOfCost(Tally total) {
        return total.costs().size() == 1
                && total.costs().values().iterator().next().signum() > 0;
    }
}

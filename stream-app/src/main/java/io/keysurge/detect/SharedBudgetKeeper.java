// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Contributors.Contribution;
import io.keysurge.detect.Finding.Share;
import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Finding.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * BUDGET_SOFT, BUDGET_HARD and BUDGET_FORECAST of what a group of identities consumes together: a business unit, an
 * owner, an application or an agent. The same rules as for one identity's own budgets.
 *
 * <p>Judged by group: the result depends on the group's parts alone, in their order.
 */
public final class SharedBudgetKeeper {

    private static final int MOST_SHARES = 5;

    /**
     * Partitions are not read abreast: after an outage one may be hours ahead of another, and whose clock is ahead moves
     * the group's.
     */
    private static final int MOST_PAST = 12;

    private final BudgetKeeper keeper = new BudgetKeeper(MOST_PAST);

    /**
     * Takes one part in.
     *
     * @param book what is remembered of the group; changed by this call
     * @param group what the group is called, such as business_unit:payments
     * @param budgets what it may consume
     * @param part what it consumed
     * @return revisions of alerts that it caused
     */
    public List<Finding> observe(SharedBook book, String group, List<Budget> budgets, SharedPart part) {
        List<Finding> findings = new ArrayList<>(0);
        for (Budget budget : budgets) {
            book.contributors(budget, part.millis()).addAll(part.contributors());
        }
        keeper.keep(book.budgets, budgets, part.millis(), part::taken, kind -> false, sign -> {
            List<Contribution> largest =
                    book.contributors(sign.budget(), part.millis()).largest(MOST_SHARES);
            findings.add(finding(group, sign, part, sign.stage() == Stage.CLOSED ? List.of() : largest));
        });
        book.keepOnly(budgets);
        return findings;
    }

    private static Finding finding(String group, BudgetSign sign, SharedPart part, List<Contribution> largest) {
        Window window = sign.window(part.minute());
        long counted = largest.stream().mapToLong(Contribution::tokens).sum();
        return new Finding(
                sign.alertId(group),
                sign.revision(),
                sign.stage(),
                sign.kind(),
                sign.subject(),
                sign.severity(),
                1,
                sign.raisedAt(part.millis()),
                sign.crossedAt(),
                window,
                sign.measure(),
                new Finding.Baseline(0, window.firstMinute(), false),
                null,
                largest.stream()
                        .map(each -> new Share(
                                "identity",
                                each.identityId(),
                                each.tokens(),
                                (double) each.tokens() / Math.max(1, counted)))
                        .toList(),
                -1,
                null,
                part.minute(),
                List.of(),
                0,
                -1,
                part.lastEvent().offset(),
                part.lastEventId(),
                part.lastEvent(),
                List.of(part.lastEventId()),
                largest.stream().map(Contribution::identityId).toList(),
                List.of(),
                group + ": " + sign.explanation() + most(largest));
    }

    private static String most(List<Contribution> largest) {
        if (largest.isEmpty() || largest.get(0).tokens() == 0) {
            return "";
        }
        Contribution first = largest.get(0);
        return String.format(Locale.ROOT, " %s took the largest part: %,d tokens.", first.identityId(), first.tokens());
    }
}

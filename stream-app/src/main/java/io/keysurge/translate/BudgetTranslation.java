// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.detect.Budget;
import io.keysurge.detect.BudgetPeriod;
import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the registry says of budgets becomes what judgement takes. */
public final class BudgetTranslation {

    private static final int NANO_DIGITS = 9;
    private static final Map<Words, BudgetPeriod> KNOWN = new ConcurrentHashMap<>();
    private static final int MOST_KNOWN = 1_000;

    private BudgetTranslation() {}

    /** What judgement takes of budgets that passed the rules. */
    public static List<Budget> budgets(List<io.keysurge.contract.Budget> said) {
        return said.stream().map(BudgetTranslation::budget).toList();
    }

    private static Budget budget(io.keysurge.contract.Budget said) {
        return new Budget(
                said.getName(),
                said.getUnit(),
                limit(said),
                period(said.getPeriod(), said.getTimeZone(), said.getAnchor()),
                said.getHard(),
                said.getThresholdsPercent());
    }

    /**
     * Tokens, or billionths of the currency; the rules allow none that no long holds. A record of before they did is
     * refused like any other that breaks them: what was said before it holds on, which no smaller limit of our own
     * making would.
     */
    private static long limit(io.keysurge.contract.Budget said) {
        BigDecimal limit = said.getUnit().equals(Budget.TOKENS)
                ? said.getLimit()
                : said.getLimit().movePointRight(NANO_DIGITS);
        return limit.longValueExact();
    }

    private static BudgetPeriod period(String text, String zone, @Nullable String anchor) {
        return anchor == null
                ? new BudgetPeriod(text, ZoneId.of(zone))
                : new BudgetPeriod(text, ZoneId.of(zone), LocalDateTime.parse(anchor));
    }

    /** The same period for the same words: to take them apart costs more than all else of a budget. */
    private static BudgetPeriod known(String text, String zone, String anchor) {
        if (KNOWN.size() >= MOST_KNOWN) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(new Words(text, zone, anchor), words -> period(text, zone, anchor));
    }

    private record Words(String text, String zone, String anchor) {}

    static void write(List<Budget> budgets, StateWriter out) {
        out.number(budgets.size());
        for (Budget budget : budgets) {
            out.text(budget.name());
            out.text(budget.unit());
            out.number(budget.limit());
            out.text(budget.period().text());
            out.text(budget.period().zone().getId());
            out.text(budget.period().anchor().toString());
            out.number(budget.hard() ? 1 : 0);
            out.number(budget.thresholds().size());
            budget.thresholds().forEach(out::number);
        }
    }

    static List<Budget> read(StateReader in) {
        int count = in.count();
        List<Budget> budgets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.name();
            String unit = in.name();
            long limit = in.number();
            BudgetPeriod period = known(in.name(), in.name(), in.name());
            boolean hard = in.number() == 1;
            int thresholds = in.count();
            List<Integer> percents = new ArrayList<>(thresholds);
            for (int each = 0; each < thresholds; each++) {
                percents.add(in.count());
            }
            budgets.add(new Budget(name, unit, limit, period, hard, percents));
        }
        return budgets;
    }
}

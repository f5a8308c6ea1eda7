// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.state.PackedReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Most events only add to what was taken of a budget. Nobody may be able to tell which were looked at more closely. */
@Label("Budgets of which little is taken at a time")
class BudgetCalmLaws {

    private static final long START = Instant.parse("2026-03-27T00:00:00Z").toEpochMilli();

    /** One event, and what happens after it. */
    private record Step(long gapMillis, long lateMillis, int tokens, boolean raised, boolean restarted) {}

    /** A book, and all that was said of it. */
    private static final class Keeping {
        private final BudgetKeeper keeper = new BudgetKeeper(1);
        private final List<BudgetSign> signs = new ArrayList<>();
        private BudgetBook book = new BudgetBook();

        void keep(List<Budget> budgets, long at, long tokens) {
            keeper.keep(book, budgets, at, budget -> tokens, kind -> false, signs::add);
        }

        byte[] packed() {
            return MinutesOfALife.bytes(book::write);
        }

        void restart() {
            book = BudgetBook.read(new PackedReader(packed()), BudgetBook.LAYOUT);
        }
    }

    @Property(tries = 2_000)
    void say_and_keep_what_they_would_if_each_event_was_looked_at(
            @ForAll("budgets") List<Budget> declared, @ForAll("lives") List<Step> life) {
        var quick = new Keeping();
        var thorough = new Keeping();
        List<Budget> budgets = declared;
        long now = START;
        int calm = 0;
        for (Step step : life) {
            now += step.gapMillis();
            long at = now - step.lateMillis();
            calm += quick.book.takeCalmly(0, budgets.get(0), at, 0) ? 1 : 0;
            quick.keep(budgets, at, step.tokens());
            // Bounds are those of one object: what is a new one each time is looked at each time.
            thorough.keep(copies(budgets, 1), at, step.tokens());
            if (step.raised()) {
                budgets = copies(budgets, 2);
            }
            if (step.restarted()) {
                assertThat(quick.packed()).isEqualTo(thorough.packed());
                quick.restart();
            }
        }
        Statistics.label("most events were calm")
                .collect(calm > life.size() / 2)
                .coverage(most -> most.check(true).percentage(share -> share > 20));

        assertThat(quick.signs).isEqualTo(thorough.signs);
        assertThat(quick.packed()).isEqualTo(thorough.packed());
    }

    private static List<Budget> copies(List<Budget> budgets, int factor) {
        return budgets.stream()
                .map(budget -> budget.of(budget.limit() * factor))
                .toList();
    }

    @Provide
    Arbitrary<List<Budget>> budgets() {
        return Combinators.combine(
                        Arbitraries.of(0L, 500L, 20_000L, 1_000_000L, 50_000_000L),
                        Arbitraries.of("PT15M", "hour", "day", "month"),
                        Arbitraries.of(50, 80, 100, 150).set().ofMaxSize(3))
                .as((limit, period, thresholds) -> new Budget(
                        "budget-" + period,
                        Budget.TOKENS,
                        limit,
                        new BudgetPeriod(period, ZoneOffset.UTC),
                        true,
                        List.copyOf(thresholds)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .uniqueElements(Budget::name);
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Long> gaps = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.longs().between(0, 60_000)),
                Tuple.of(1, Arbitraries.longs().between(0, 3 * 3_600_000)));
        Arbitrary<Long> lateness = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(0L)),
                Tuple.of(2, Arbitraries.longs().between(0, 600_000)));
        return Combinators.combine(gaps, lateness, Arbitraries.of(0, 1, 30, 400, 5_000), rarely(), rarely())
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(200);
    }

    private static Arbitrary<Boolean> rarely() {
        return Arbitraries.frequency(Tuple.of(30, false), Tuple.of(1, true));
    }
}

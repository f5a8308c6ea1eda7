// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.BudgetPeriod.Span;
import io.keysurge.detect.BudgetSlot.Crossing;
import io.keysurge.detect.Finding.Stage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * BUDGET_SOFT, BUDGET_HARD and BUDGET_FORECAST: what an identity, or a group of them, takes of its budgets, said at each
 * threshold once in a period, and once when it will not last until the period's end.
 *
 * <p>All on event time: an event counts in the period in which it happened, as long as that is kept. A rotation of the
 * credential changes nothing.
 */
final class BudgetKeeper {

    static final int SOFT_SEVERITY = 2;
    static final int SOFT_CROSSED_SEVERITY = 3;
    static final int HARD_SEVERITY = 4;
    static final int FORECAST_SEVERITY = 2;

    /** How much of a period has to be over before a forecast is worth something. */
    static final double FORESIGHT = 0.1;

    /** An event may be so many-eths of a period late, and still be within the bounds of its time. */
    private static final int LATENESS = 64;
    /** A product of rounded numbers is below what is exact, if a so many-eth is taken away. */
    private static final int ROUNDING = 1_000;

    private final int mostPast;

    /**
     * A keeper.
     *
     * @param mostPast periods that are over to which late events may belong
     */
    BudgetKeeper(int mostPast) {
        this.mostPast = mostPast;
    }

    /**
     * Takes in what was consumed at an instant.
     *
     * @param book what was taken so far; changed by this call
     * @param now milliseconds since 1970, of the event's own time
     * @param taken how much of it each budget counts
     * @param suppressed what nobody wants to hear of now
     * @param say takes what is to be said
     */
    void keep(
            BudgetBook book,
            List<Budget> budgets,
            long now,
            ToLongFunction<Budget> taken,
            Predicate<AlertKind> suppressed,
            Consumer<BudgetSign> say) {
        for (int i = 0; i < budgets.size(); i++) {
            Budget budget = budgets.get(i);
            long amount = taken.applyAsLong(budget);
            if (!book.takeCalmly(i, budget, now, amount)) {
                keep(book.account(budget, now), budget, now, amount, suppressed, say);
            }
        }
        book.keepOnly(budgets);
    }

    private void keep(
            BudgetAccount account,
            Budget budget,
            long now,
            long amount,
            Predicate<AlertKind> suppressed,
            Consumer<BudgetSign> say) {
        if (account.isOver(now)) {
            end(account.current(), budget, say);
            account.begin(budget.period().at(now), mostPast);
        }
        BudgetSlot slot = account.slotAt(now);
        if (slot == null) {
            return; // later than whatever is kept
        }
        rearm(slot, budget, now, say);
        account.take(slot, now, amount);
        for (int percent : slot.cross(budget, now)) {
            if (!suppressed.test(kind(budget, percent))) {
                say.accept(crossed(budget, slot, percent, now));
            }
        }
        if (slot == account.current()) {
            if (mayForetell(slot)) {
                foretell(budget, account, now, suppressed, say);
            }
            calm(account, budget, now);
        }
    }

    private static boolean mayForetell(BudgetSlot slot) {
        return slot.foretold() == null && !slot.crossed().containsKey(Budget.WHOLE);
    }

    /**
     * Works out how much may be taken before something could have to be said: less than what crosses a threshold, and so
     * little that by the average alone the budget lasts.
     */
    private static void calm(BudgetAccount account, Budget budget, long now) {
        BudgetSlot slot = account.current();
        Span span = slot.span();
        long length = span.end() - span.start();
        long from = now - length / LATENESS;
        long least = slot.leastToCross(budget);
        if (mayForetell(slot)) {
            double over = Math.max((double) (from - span.start()), length * FORESIGHT);
            long lasting = (long) (budget.limit() * (over / length));
            least = Math.min(least, lasting - lasting / ROUNDING);
        }
        account.calm(budget, from, least - slot.used());
    }

    private static void foretell(
            Budget budget, BudgetAccount account, long now, Predicate<AlertKind> suppressed, Consumer<BudgetSign> say) {
        BudgetSlot slot = account.current();
        double length = slot.span().end() - slot.span().start();
        double over = now - slot.span().start();
        if (budget.limit() == 0 || over < length * FORESIGHT || slot.used() >= budget.limit()) {
            return;
        }
        double average = slot.used() / over;
        if (average * length < budget.limit()) {
            return; // by the average alone it lasts
        }
        double recent = account.recentPace(now);
        double left = slot.span().end() - now;
        double least = slot.used() + Math.min(average, recent) * left;
        double most = slot.used() + Math.max(average, recent) * left;
        if (least < budget.limit()) {
            return;
        }
        slot.foretell(budget, now);
        if (suppressed.test(AlertKind.BUDGET_FORECAST)) {
            return;
        }
        double pace = (average + recent) / 2;
        long crossing = now + (long) ((budget.limit() - slot.used()) / pace);
        say.accept(new BudgetSign(
                AlertKind.BUDGET_FORECAST,
                budget,
                slot.span(),
                Budget.WHOLE,
                (least + most) / 2,
                FORECAST_SEVERITY,
                now,
                Stage.OPEN,
                0,
                BudgetSign.foretold(budget, slot.used(), least, most, crossing, slot.span())));
    }

    /** All alerts end with their period; each is called by the limit that it was about. */
    private static void end(BudgetSlot slot, Budget budget, Consumer<BudgetSign> say) {
        slot.crossed()
                .forEach((percent, crossing) ->
                        say.accept(ended(kind(budget, percent), budget, slot, percent, crossing)));
        Crossing foretold = slot.foretold();
        if (foretold != null) {
            say.accept(ended(AlertKind.BUDGET_FORECAST, budget, slot, Budget.WHOLE, foretold));
        }
    }

    private static BudgetSign ended(AlertKind kind, Budget budget, BudgetSlot slot, int percent, Crossing crossing) {
        Budget then = crossing.of(budget);
        String explanation = BudgetSign.crossed(then, slot.used(), percent, slot.span(), Stage.CLOSED);
        return sign(
                kind,
                then,
                slot,
                percent,
                crossing.millis(),
                Stage.CLOSED,
                slot.span().end(),
                explanation);
    }

    /** Alerts end that do not hold any more because the limit was raised. */
    private static void rearm(BudgetSlot slot, Budget budget, long now, Consumer<BudgetSign> say) {
        slot.rearm(budget)
                .forEach((percent, crossing) ->
                        say.accept(rearmed(kind(budget, percent), budget, slot, percent, crossing, now)));
        Crossing foretold = slot.takeBack(budget);
        if (foretold != null) {
            say.accept(rearmed(AlertKind.BUDGET_FORECAST, budget, slot, Budget.WHOLE, foretold, now));
        }
    }

    private static BudgetSign rearmed(
            AlertKind kind, Budget budget, BudgetSlot slot, int percent, Crossing crossing, long now) {
        Budget then = crossing.of(budget);
        String explanation = BudgetSign.raised(then, slot.used(), budget);
        return sign(kind, then, slot, percent, crossing.millis(), Stage.CLOSED, now, explanation);
    }

    private static BudgetSign crossed(Budget budget, BudgetSlot slot, int percent, long now) {
        String explanation = BudgetSign.crossed(budget, slot.used(), percent, slot.span(), Stage.OPEN);
        return sign(kind(budget, percent), budget, slot, percent, now, Stage.OPEN, 0, explanation);
    }

    private static BudgetSign sign(
            AlertKind kind,
            Budget budget,
            BudgetSlot slot,
            int percent,
            long crossedAt,
            Stage stage,
            long endedAt,
            String explanation) {
        return new BudgetSign(
                kind,
                budget,
                slot.span(),
                percent,
                slot.used(),
                severity(kind, percent),
                crossedAt,
                stage,
                endedAt,
                explanation);
    }

    private static AlertKind kind(Budget budget, int percent) {
        return budget.hard() && percent >= Budget.WHOLE ? AlertKind.BUDGET_HARD : AlertKind.BUDGET_SOFT;
    }

    private static int severity(AlertKind kind, int percent) {
        if (kind == AlertKind.BUDGET_HARD) {
            return HARD_SEVERITY;
        }
        if (kind == AlertKind.BUDGET_FORECAST) {
            return FORECAST_SEVERITY;
        }
        return percent >= Budget.WHOLE ? SOFT_CROSSED_SEVERITY : SOFT_SEVERITY;
    }
}

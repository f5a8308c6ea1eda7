// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.BudgetAccount.Slot;
import io.keysurge.detect.Finding.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * BUDGET_SOFT, BUDGET_HARD and BUDGET_FORECAST: what an identity takes of its budgets, said at each threshold once in a
 * period, and once when it will not last until the period's end.
 *
 * <p>All on event time: an event counts in the period in which it happened, at most one period late. A rotation of the
 * credential changes nothing.
 */
final class BudgetKeeper {

    static final int SOFT_SEVERITY = 2;
    static final int SOFT_CROSSED_SEVERITY = 3;
    static final int HARD_SEVERITY = 4;
    static final int FORECAST_SEVERITY = 2;

    /** How much of a period has to be over before a forecast is worth something. */
    static final double FORESIGHT = 0.1;

    private final Evidence evidence;

    BudgetKeeper(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Takes one counted event in. */
    List<Finding> keep(Profile profile, Identity identity, Usage usage) {
        List<Finding> findings = new ArrayList<>(0);
        for (Budget budget : identity.budgets()) {
            keep(profile, identity, budget, usage, findings);
        }
        profile.budgets.keepOnly(identity.budgets());
        return findings;
    }

    private void keep(Profile profile, Identity identity, Budget budget, Usage usage, List<Finding> findings) {
        long now = usage.occurredAt();
        BudgetAccount account = profile.budgets.account(budget, now);
        if (account.isOver(now)) {
            Slot ended = account.current();
            ended.crossed()
                    .forEach((percent, at) ->
                            findings.add(sign(profile, budget, ended, usage, percent, at, Stage.CLOSED)));
            account.begin(budget.period().at(now));
        }
        Slot slot = account.slotAt(now);
        if (slot == null) {
            return; // later than a whole period
        }
        account.take(slot, now, budget.taken(usage));
        for (int percent : slot.cross(budget, now)) {
            if (!identity.tuning().suppresses(kind(budget, percent), usage.minute())) {
                findings.add(sign(profile, budget, slot, usage, percent, now, Stage.OPEN));
            }
        }
        if (slot == account.current() && !slot.foretold() && !slot.crossed().containsKey(Budget.WHOLE)) {
            foretell(profile, identity, budget, account, usage, findings);
        }
    }

    private void foretell(
            Profile profile,
            Identity identity,
            Budget budget,
            BudgetAccount account,
            Usage usage,
            List<Finding> findings) {
        Slot slot = account.current();
        long now = usage.occurredAt();
        double length = slot.span().end() - slot.span().start();
        double over = now - slot.span().start();
        if (budget.limit() == 0 || over < length * FORESIGHT || slot.used() >= budget.limit()) {
            return;
        }
        double average = slot.used() / over;
        double recent = account.recentPace(now);
        double left = slot.span().end() - now;
        double least = slot.used() + Math.min(average, recent) * left;
        double most = slot.used() + Math.max(average, recent) * left;
        if (least < budget.limit()) {
            return;
        }
        slot.foretell();
        if (identity.tuning().suppresses(AlertKind.BUDGET_FORECAST, usage.minute())) {
            return;
        }
        double pace = (average + recent) / 2;
        long crossing = now + (long) ((budget.limit() - slot.used()) / pace);
        findings.add(evidence.ofBudget(
                profile,
                new BudgetSign(
                        AlertKind.BUDGET_FORECAST,
                        budget,
                        slot.span(),
                        Budget.WHOLE,
                        (least + most) / 2,
                        FORECAST_SEVERITY,
                        now,
                        Stage.OPEN,
                        BudgetSign.foretold(budget, slot.used(), least, most, crossing, slot.span())),
                usage));
    }

    private Finding sign(
            Profile profile, Budget budget, Slot slot, Usage usage, int percent, long crossedAt, Stage stage) {
        AlertKind kind = kind(budget, percent);
        return evidence.ofBudget(
                profile,
                new BudgetSign(
                        kind,
                        budget,
                        slot.span(),
                        percent,
                        slot.used(),
                        severity(kind, percent),
                        crossedAt,
                        stage,
                        BudgetSign.crossed(budget, slot.used(), percent, slot.span(), stage)),
                usage);
    }

    private static AlertKind kind(Budget budget, int percent) {
        return budget.hard() && percent >= Budget.WHOLE ? AlertKind.BUDGET_HARD : AlertKind.BUDGET_SOFT;
    }

    private static int severity(AlertKind kind, int percent) {
        if (kind == AlertKind.BUDGET_HARD) {
            return HARD_SEVERITY;
        }
        return percent >= Budget.WHOLE ? SOFT_CROSSED_SEVERITY : SOFT_SEVERITY;
    }
}

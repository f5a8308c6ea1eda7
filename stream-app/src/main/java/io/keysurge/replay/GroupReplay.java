// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.Alert;
import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.detect.ApplicationBook;
import io.keysurge.detect.Budget;
import io.keysurge.detect.BusinessUnits;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.EnvironmentMismatch;
import io.keysurge.detect.Finding;
import io.keysurge.detect.GroupSettings;
import io.keysurge.detect.HourPart;
import io.keysurge.detect.ProducerBook;
import io.keysurge.detect.ProducerPart;
import io.keysurge.detect.Producers;
import io.keysurge.detect.SharedBook;
import io.keysurge.detect.SharedBudgetKeeper;
import io.keysurge.detect.SharedPart;
import io.keysurge.detect.UnitBook;
import io.keysurge.detect.Usage;
import io.keysurge.prices.PriceTable;
import io.keysurge.rollup.Consumption.Account;
import io.keysurge.rollup.HourOfSpend;
import io.keysurge.rollup.SpendBook;
import io.keysurge.serde.positional.Slots;
import io.keysurge.translate.AlertTranslation;
import io.keysurge.translate.BudgetTranslation;
import io.keysurge.translate.ConsumptionTranslation;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.SpendTranslation;
import io.keysurge.translate.UsageSlots;
import io.keysurge.usage.SharedBudgetRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Judges what identities do beside each other: business units, applications, producers and what shares a budget, with
 * all books in memory.
 *
 * <p>Groups are told of each event at once, so what is found depends on the events and their order alone. The running
 * detector tells them sums of what its tasks saw between two commits, or within {@code spend.interval.ms}: it finds the
 * same, a little later in the log where a sum crosses a line that one of its events had crossed.
 */
public final class GroupReplay {

    private final BusinessUnits businessUnits;
    private final EnvironmentMismatch environmentMismatch;
    private final Producers producers;
    private final SharedBudgetKeeper budgetKeeper = new SharedBudgetKeeper();
    private final AlertTranslation translation;
    private final boolean spendKept;
    private final int graceMinutes;
    private final Map<String, List<Budget>> budgets = new HashMap<>();
    private final Map<String, SharedBook> sharedBooks = new HashMap<>();
    private final ProducerBook producerBook = new ProducerBook(List.of());
    private final Map<String, SpendBook> spend = new HashMap<>();
    private final Map<String, UnitBook> units = new HashMap<>();
    private final Map<String, ApplicationBook> applications = new HashMap<>();

    /**
     * A run from the beginning.
     *
     * @param settings every number that judgement of identities depends on
     * @param groupSettings every number that judgement of groups depends on
     * @param spendKept false when nobody keeps hours of spend, so that nothing is found in them
     * @param translation how findings become alerts
     */
    public GroupReplay(
            DetectionSettings settings, GroupSettings groupSettings, boolean spendKept, AlertTranslation translation) {
        this.businessUnits = new BusinessUnits(settings, groupSettings);
        this.environmentMismatch = new EnvironmentMismatch(groupSettings);
        this.producers = new Producers(groupSettings);
        this.translation = translation;
        this.spendKept = spendKept;
        this.graceMinutes = settings.graceMinutes();
    }

    /**
     * Takes in what a group may consume, from the next event on.
     *
     * @param shared budgets that passed the rules for shared budgets
     */
    public void allow(SharedBudgets shared) {
        budgets.put(
                SharedBudgetRules.key(shared.getScope(), shared.getName()),
                BudgetTranslation.budgets(shared.getBudgets()));
    }

    /**
     * Takes in an event that counted.
     *
     * @param registered what the registry says of its identity; null when it does not know it
     * @param usage the event
     * @param slots its {@link UsageSlots}
     * @param newestMinute the identity's clock, minutes since 1970
     * @return revisions of alerts about groups that it caused
     */
    List<Alert> note(@Nullable IdentityFacts registered, Usage usage, Slots slots, long newestMinute) {
        Account account = ConsumptionTranslation.account(registered, usage, slots, PriceTable.NONE.version());
        List<Alert> alerts = new ArrayList<>(0);
        if (usage.consumed()) {
            watchBudgets(usage, account, alerts);
        }
        ProducerPart part = ProducerPart.of(slots.text(UsageSlots.PRODUCER), usage, account.isAttributed());
        for (Finding finding : producers.observe(producerBook, part)) {
            alerts.add(translation.alertAboutGroup(Producers.group(finding), finding));
        }
        if (spendKept && usage.consumed()) {
            for (HourPart hour : hours(usage, slots, account, newestMinute)) {
                watchBusinessUnit(account.businessUnit(), hour, alerts);
                watchApplication(account.application(), hour, alerts);
            }
        }
        return alerts;
    }

    private void watchBudgets(Usage usage, Account account, List<Alert> alerts) {
        if (usage.tokens() == 0 && usage.costNanos() <= 0) {
            return;
        }
        SharedPart part = SharedPart.of(usage);
        watchBudgets(BudgetScope.BUSINESS_UNIT, account.businessUnit(), part, alerts);
        watchBudgets(BudgetScope.OWNER, account.owner(), part, alerts);
        watchBudgets(BudgetScope.APPLICATION, account.application(), part, alerts);
        watchBudgets(BudgetScope.AGENT, account.agent(), part, alerts);
    }

    private void watchBudgets(BudgetScope scope, @Nullable String name, SharedPart part, List<Alert> alerts) {
        if (name == null) {
            return;
        }
        String group = SharedBudgetRules.key(scope, name);
        List<Budget> allowed = budgets.getOrDefault(group, List.of());
        if (!allowed.isEmpty()) {
            SharedBook book = sharedBooks.computeIfAbsent(group, first -> new SharedBook());
            raise(group, budgetKeeper.observe(book, group, allowed, part), alerts);
        }
    }

    private List<HourPart> hours(Usage usage, Slots slots, Account account, long newestMinute) {
        SpendBook book = spend.computeIfAbsent(usage.identityId(), first -> new SpendBook());
        // What leaves to make room has been told: everything is, at once.
        HourOfSpend unused = book.add(ConsumptionTranslation.consumption(usage, slots, account));
        long over = TimeUnit.MINUTES.toMillis(newestMinute - graceMinutes);
        return book.tell(over).stream()
                .map(hour -> SpendTranslation.part(
                        usage.identityId(), hour, usage.position().topic()))
                .toList();
    }

    private void watchBusinessUnit(@Nullable String name, HourPart part, List<Alert> alerts) {
        if (name != null) {
            UnitBook book = units.computeIfAbsent(name, first -> new UnitBook());
            raise(BusinessUnits.GROUP_PREFIX + name, businessUnits.observe(book, name, part), alerts);
        }
    }

    private void watchApplication(@Nullable String name, HourPart part, List<Alert> alerts) {
        if (name != null) {
            ApplicationBook book = applications.computeIfAbsent(name, first -> new ApplicationBook());
            raise(EnvironmentMismatch.GROUP_PREFIX + name, environmentMismatch.observe(book, part), alerts);
        }
    }

    private void raise(String group, List<Finding> findings, List<Alert> alerts) {
        findings.forEach(finding -> alerts.add(translation.alertAboutGroup(group, finding)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;

/** What an identity took of each of its budgets. */
final class BudgetBook {

    private final List<BudgetAccount> accounts = new ArrayList<>(0);

    /** What was taken of a budget, begun with the period of an instant where nothing was. */
    BudgetAccount account(Budget budget, long millis) {
        for (BudgetAccount account : accounts) {
            if (account.name().equals(budget.name())) {
                return account;
            }
        }
        var begun = new BudgetAccount(budget.name(), budget.period().at(millis));
        accounts.add(begun);
        return begun;
    }

    /** Forgets what was taken of budgets that are no more. */
    void keepOnly(List<Budget> budgets) {
        if (accounts.size() > budgets.size()) {
            accounts.removeIf(account ->
                    budgets.stream().noneMatch(budget -> budget.name().equals(account.name())));
        }
    }

    void write(StateWriter out) {
        out.number(accounts.size());
        accounts.forEach(account -> account.write(out));
    }

    static BudgetBook read(StateReader in) {
        var book = new BudgetBook();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            book.accounts.add(BudgetAccount.read(in));
        }
        return book;
    }
}

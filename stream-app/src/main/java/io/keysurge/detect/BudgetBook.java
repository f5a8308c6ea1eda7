// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What an identity took of each of its budgets. */
final class BudgetBook {

    private final List<BudgetAccount> accounts = new ArrayList<>(0);

    /** What was taken of a budget, begun with the period of an instant where nothing was. */
    BudgetAccount account(Budget budget, long millis) {
        for (int i = 0; i < accounts.size(); i++) {
            BudgetAccount account = accounts.get(i);
            if (account.name().equals(budget.name())) {
                if (account.isOf(budget)) {
                    return account;
                }
                accounts.remove(i);
                break;
            }
        }
        var begun = new BudgetAccount(budget, budget.period().at(millis));
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
        return read(in, BudgetAccount::read);
    }

    /** Puts a book together whose accounts had the first layout. */
    static BudgetBook readFirstLayout(StateReader in) {
        return read(in, BudgetAccount::readFirstLayout);
    }

    private static BudgetBook read(StateReader in, Function<StateReader, BudgetAccount> layout) {
        var book = new BudgetBook();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            book.accounts.add(layout.apply(in));
        }
        return book;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What an identity took of each of its budgets. */
final class BudgetBook {

    /** Of {@link #write}. */
    static final int LAYOUT = 3;

    private static final BudgetAccount[] NONE = {};

    private BudgetAccount[] accounts = NONE;

    /**
     * Takes an amount of a budget whose bounds are known, and that it stays in; false when it has to be looked at.
     *
     * @param place where it probably is
     */
    boolean takeCalmly(int place, Budget budget, long millis, long amount) {
        return place < accounts.length && accounts[place].takeCalmly(budget, millis, amount);
    }

    /** What was taken of a budget, begun with the period of an instant where nothing was. */
    BudgetAccount account(Budget budget, long millis) {
        for (BudgetAccount account : accounts) {
            if (account.name().equals(budget.name())) {
                if (account.isOf(budget)) {
                    account.wake();
                    return account;
                }
                keepOnly(other -> !other.name().equals(budget.name()));
                break;
            }
        }
        var begun = new BudgetAccount(budget, budget.period().at(millis));
        accounts = Arrays.copyOf(accounts, accounts.length + 1);
        accounts[accounts.length - 1] = begun;
        return begun;
    }

    /** Forgets what was taken of budgets that are no more. */
    void keepOnly(List<Budget> budgets) {
        if (accounts.length > budgets.size()) {
            keepOnly(
                    account -> budgets.stream().anyMatch(budget -> budget.name().equals(account.name())));
        }
    }

    private void keepOnly(Predicate<BudgetAccount> wanted) {
        accounts = Arrays.stream(accounts).filter(wanted).toArray(BudgetAccount[]::new);
    }

    void write(StateWriter out) {
        out.number(accounts.length);
        for (BudgetAccount account : accounts) {
            account.write(out);
        }
    }

    /**
     * Puts a book together.
     *
     * @param layout that of {@link BudgetSlot#read}
     */
    static BudgetBook read(StateReader in, int layout) {
        var book = new BudgetBook();
        book.accounts = new BudgetAccount[in.count()];
        Arrays.setAll(book.accounts, i -> BudgetAccount.read(in, layout));
        return book;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a group of identities took of each of its budgets, and who of them took most. Bounded by its budgets. */
public final class SharedBook {

    final BudgetBook budgets;

    /** By name of the budget, in the period under way. */
    private final Map<String, Taken> takers = new TreeMap<>();

    private record Taken(long start, Contributors contributors) {}

    /** A book of a group of which nothing is known. */
    public SharedBook() {
        this(new BudgetBook());
    }

    private SharedBook(BudgetBook budgets) {
        this.budgets = budgets;
    }

    /** Who took most of a budget in the period that an instant is in; of one that is over nobody is remembered. */
    Contributors contributors(Budget budget, long millis) {
        long start = budget.period().at(millis).start();
        Taken taken = takers.get(budget.name());
        if (taken == null || taken.start() < start) {
            taken = new Taken(start, new Contributors());
            takers.put(budget.name(), taken);
        }
        return taken.start() == start ? taken.contributors() : new Contributors();
    }

    /** Forgets what was taken of budgets that are no more. */
    void keepOnly(List<Budget> kept) {
        takers.keySet()
                .removeIf(
                        name -> kept.stream().noneMatch(budget -> budget.name().equals(name)));
    }

    /** Takes the book apart. */
    public void write(StateWriter out) {
        budgets.write(out);
        out.number(takers.size());
        takers.forEach((name, taken) -> {
            out.text(name);
            out.number(taken.start());
            taken.contributors().write(out);
        });
    }

    /** Puts a book together. */
    public static SharedBook read(StateReader in) {
        return read(in, BudgetBook.LAYOUT);
    }

    /** Puts a book together that did not know what was foretold of which limit. */
    public static SharedBook readFirstLayout(StateReader in) {
        return read(in, 2);
    }

    private static SharedBook read(StateReader in, int budgetLayout) {
        var book = new SharedBook(BudgetBook.read(in, budgetLayout));
        int count = in.count();
        for (int i = 0; i < count; i++) {
            book.takers.put(in.name(), new Taken(in.number(), Contributors.read(in)));
        }
        return book;
    }
}

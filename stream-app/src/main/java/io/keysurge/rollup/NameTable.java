// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.rollup.Consumption.Account;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of a book's accounts, each written once: an identity's hours differ in few of them. */
final class NameTable {

    private static final int UNKNOWN = 0;

    private final List<String> names = new ArrayList<>();

    void add(Account account) {
        for (String name : namesOf(account)) {
            if (name != null && !names.contains(name)) {
                names.add(name);
            }
        }
    }

    void write(StateWriter out) {
        out.number(names.size());
        names.forEach(out::text);
    }

    static NameTable read(StateReader in) {
        var table = new NameTable();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            table.names.add(in.name());
        }
        return table;
    }

    void write(Account account, StateWriter out) {
        for (String name : namesOf(account)) {
            out.number(name == null ? UNKNOWN : names.indexOf(name) + 1);
        }
    }

    Account readAccount(StateReader in) {
        return new Account(name(in), name(in), name(in), name(in), name(in), name(in), name(in));
    }

    private @Nullable String name(StateReader in) {
        int number = in.count();
        return number == UNKNOWN ? null : names.get(number - 1);
    }

    private static @Nullable String[] namesOf(Account account) {
        return new @Nullable String[] {
            account.businessUnit(),
            account.owner(),
            account.environment(),
            account.application(),
            account.agent(),
            account.model(),
            account.currency()
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.rollup.Consumption.Account;
import org.jspecify.annotations.Nullable;

/**
 * The names of accounts, those of each row after those of the row before.
 *
 * <p>They are written the newest row first, and names that are as in the account before are not written again, since an
 * identity's accounts differ in few.
 */
final class Names {

    // Also the bits that say which names an account does not share with the one before.
    private static final int BUSINESS_UNIT = 0;
    private static final int OWNER = 1;
    private static final int ENVIRONMENT = 2;
    private static final int APPLICATION = 3;
    private static final int AGENT = 4;
    private static final int MODEL = 5;
    private static final int CURRENCY = 6;
    private static final int PRICES = 7;

    /** Names of an account. */
    static final int COUNT = 8;

    private Names() {}

    /** Whether a row's names are the very objects of an account: events repeat their names, and so do registered identities. */
    @SuppressWarnings("ReferenceEquality")
    static boolean are(@Nullable String[] names, int row, Account account) {
        int at = row * COUNT;
        return names[at + MODEL] == account.model()
                && names[at + APPLICATION] == account.application()
                && names[at + AGENT] == account.agent()
                && names[at + BUSINESS_UNIT] == account.businessUnit()
                && names[at + OWNER] == account.owner()
                && names[at + ENVIRONMENT] == account.environment()
                && names[at + CURRENCY] == account.currency()
                && names[at + PRICES] == account.prices();
    }

    /** Whether a row's names are those of an account. */
    static boolean same(@Nullable String[] names, int row, Account account) {
        int at = row * COUNT;
        return same(names[at + MODEL], account.model())
                && same(names[at + APPLICATION], account.application())
                && same(names[at + AGENT], account.agent())
                && same(names[at + BUSINESS_UNIT], account.businessUnit())
                && same(names[at + OWNER], account.owner())
                && same(names[at + ENVIRONMENT], account.environment())
                && same(names[at + CURRENCY], account.currency())
                && same(names[at + PRICES], account.prices());
    }

    @SuppressWarnings("ReferenceEquality") // Most are the same object.
    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == other || (one != null && one.equals(other));
    }

    /** Makes an account a row's. */
    static void put(@Nullable String[] names, int row, Account account) {
        int at = row * COUNT;
        names[at + BUSINESS_UNIT] = account.businessUnit();
        names[at + OWNER] = account.owner();
        names[at + ENVIRONMENT] = account.environment();
        names[at + APPLICATION] = account.application();
        names[at + AGENT] = account.agent();
        names[at + MODEL] = account.model();
        names[at + CURRENCY] = account.currency();
        names[at + PRICES] = account.prices();
    }

    /** A row's account. */
    static Account account(@Nullable String[] names, int row) {
        int at = row * COUNT;
        return new Account(
                names[at + BUSINESS_UNIT],
                names[at + OWNER],
                names[at + ENVIRONMENT],
                names[at + APPLICATION],
                names[at + AGENT],
                names[at + MODEL],
                names[at + CURRENCY],
                names[at + PRICES]);
    }

    /**
     * Takes a row's names apart.
     *
     * @param follows whether the row above it was written before
     */
    static void write(@Nullable String[] names, int row, boolean follows, StateWriter out) {
        int at = row * COUNT;
        int differing = 0;
        for (int name = 0; name < COUNT; name++) {
            differing |= same(names[at + name], follows ? names[at + COUNT + name] : null) ? 0 : 1 << name;
        }
        out.octet((byte) differing);
        for (int name = 0; name < COUNT; name++) {
            if ((differing & 1 << name) != 0) {
                out.text(names[at + name]);
            }
        }
    }

    /**
     * Puts a row's names together.
     *
     * @param follows whether the row above it was read before
     */
    static void read(@Nullable String[] names, int row, boolean follows, StateReader in) {
        int at = row * COUNT;
        int differing = in.octet();
        for (int name = 0; name < COUNT; name++) {
            String before = follows ? names[at + COUNT + name] : null;
            names[at + name] = (differing & 1 << name) == 0 ? before : in.text();
        }
    }
}

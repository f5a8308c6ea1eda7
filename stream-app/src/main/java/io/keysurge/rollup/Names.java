// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.rollup.Consumption.Account;
import org.jspecify.annotations.Nullable;

/**
 * The names of accounts as they are written one after the other: those that are as in the account before are not written
 * again, since an identity's accounts differ in few.
 */
final class Names {

    /** What the first account is compared with. */
    static final Account NONE = new Account(null, null, null, null, null, null, null, null);

    private static final int BUSINESS_UNIT = 1;
    private static final int OWNER = 2;
    private static final int ENVIRONMENT = 4;
    private static final int APPLICATION = 8;
    private static final int AGENT = 16;
    private static final int MODEL = 32;
    private static final int CURRENCY = 64;
    private static final int PRICES = 128;

    private Names() {}

    /** Whether two accounts are the same; names that are one object are so at once. */
    static boolean same(Account one, Account other) {
        return same(one.model(), other.model())
                && same(one.application(), other.application())
                && same(one.agent(), other.agent())
                && same(one.currency(), other.currency())
                && same(one.prices(), other.prices())
                && same(one.environment(), other.environment())
                && same(one.businessUnit(), other.businessUnit())
                && same(one.owner(), other.owner());
    }

    /** Whether these objects, in the order of {@link Account}, are an account's names. */
    @SuppressWarnings("ReferenceEquality") // Records repeat their names, and so do registered identities.
    static boolean are(
            Account account,
            @Nullable String businessUnit,
            @Nullable String owner,
            @Nullable String environment,
            @Nullable String application,
            @Nullable String agent,
            @Nullable String model,
            @Nullable String currency,
            @Nullable String prices) {
        return account.model() == model
                && account.application() == application
                && account.agent() == agent
                && account.businessUnit() == businessUnit
                && account.owner() == owner
                && account.environment() == environment
                && account.currency() == currency
                && account.prices() == prices;
    }

    @SuppressWarnings("ReferenceEquality") // Records repeat their names, so that most are the same object.
    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == other || (one != null && one.equals(other));
    }

    static void write(Account account, Account before, StateWriter out) {
        int differing = differing(account.businessUnit(), before.businessUnit(), BUSINESS_UNIT)
                | differing(account.owner(), before.owner(), OWNER)
                | differing(account.environment(), before.environment(), ENVIRONMENT)
                | differing(account.application(), before.application(), APPLICATION)
                | differing(account.agent(), before.agent(), AGENT)
                | differing(account.model(), before.model(), MODEL)
                | differing(account.currency(), before.currency(), CURRENCY)
                | differing(account.prices(), before.prices(), PRICES);
        out.octet((byte) differing);
        write(account.businessUnit(), differing, BUSINESS_UNIT, out);
        write(account.owner(), differing, OWNER, out);
        write(account.environment(), differing, ENVIRONMENT, out);
        write(account.application(), differing, APPLICATION, out);
        write(account.agent(), differing, AGENT, out);
        write(account.model(), differing, MODEL, out);
        write(account.currency(), differing, CURRENCY, out);
        write(account.prices(), differing, PRICES, out);
    }

    private static int differing(@Nullable String name, @Nullable String before, int bit) {
        return same(name, before) ? 0 : bit;
    }

    private static void write(@Nullable String name, int differing, int bit, StateWriter out) {
        if ((differing & bit) != 0) {
            out.text(name);
        }
    }

    static Account read(Account before, StateReader in) {
        int differing = in.octet();
        return new Account(
                read(before.businessUnit(), differing, BUSINESS_UNIT, in),
                read(before.owner(), differing, OWNER, in),
                read(before.environment(), differing, ENVIRONMENT, in),
                read(before.application(), differing, APPLICATION, in),
                read(before.agent(), differing, AGENT, in),
                read(before.model(), differing, MODEL, in),
                read(before.currency(), differing, CURRENCY, in),
                read(before.prices(), differing, PRICES, in));
    }

    private static @Nullable String read(@Nullable String before, int differing, int bit, StateReader in) {
        return (differing & bit) == 0 ? before : in.text();
    }
}

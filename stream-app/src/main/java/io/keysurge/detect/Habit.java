// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * An application or a model that an identity uses, and whether that has become a habit.
 *
 * <p>Only use from familiar places makes a habit: a thief must not settle what he brings along. Which origins use it
 * is remembered by their place, so that a model which the identity's own places share is not strange.
 */
final class Habit extends Named {

    /** Minutes of use that make a habit, spread over at least an hour unless everything is new. */
    private static final int USES = 3;

    private static final int LEAST_AGE_MINUTES = 60;
    private static final int MOST_USES = 100;
    private static final long NEVER = -1;

    private int uses;
    private long settledAt = NEVER;
    private int users;
    private int usersOfMinute;

    Habit(String name, long minute) {
        super(name, minute);
    }

    Habit(StateReader in) {
        super(in, false);
        uses = in.count();
        settledAt = in.number();
        users = in.count();
        usersOfMinute = in.count();
    }

    private Habit(StateReader in, boolean firstLayout) {
        super(in, firstLayout);
        settledAt = firstMinute();
        uses = USES;
    }

    /** A name that the first layout remembered counts as a habit. */
    static Habit readFirstLayout(StateReader in) {
        return new Habit(in, true);
    }

    /** True when it was a habit before a minute. */
    boolean settledBefore(long minute) {
        return settledAt != NEVER && settledAt < minute;
    }

    /** Places of the origins that used it in minutes before this one, one bit each. */
    int users() {
        return users;
    }

    /** Takes in that a later minute begins. */
    void turnTo(long minute) {
        if (minute > lastMinute()) {
            users |= usersOfMinute;
            usersOfMinute = 0;
        }
    }

    /** Takes in that an origin used it, by its place. */
    void usedBy(int place) {
        usersOfMinute |= 1 << place;
    }

    /** Forgets an origin whose place is taken by another. */
    void forget(int place) {
        users &= ~(1 << place);
        usersOfMinute &= ~(1 << place);
    }

    /** Takes in a use from a familiar place; the first of a minute counts. */
    void practise(long minute, boolean firstOfMinute, boolean everythingNew) {
        if (firstOfMinute && uses < MOST_USES) {
            uses++;
        }
        boolean old = everythingNew || minute - firstMinute() >= LEAST_AGE_MINUTES;
        if (settledAt == NEVER && uses >= USES && old) {
            settledAt = minute;
        }
    }

    @Override
    void write(StateWriter out) {
        super.write(out);
        out.number(uses);
        out.number(settledAt);
        out.number(users);
        out.number(usersOfMinute);
    }
}

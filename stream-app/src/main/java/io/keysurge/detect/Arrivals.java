// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * How many new origins an identity usually gains in a day: a person's laptop and a build runner come from somewhere
 * else all the time, a service does not. The first day does not count, because everything is new on it.
 */
final class Arrivals {

    /** Active minutes after which an origin counts as one that came to stay. */
    static final int STAYING_MINUTES = 3;

    private static final int DAYS = 7;

    /** Shared, and never written to. */
    private static final int[] NONE = new int[DAYS];

    private int[] days = NONE;
    private int today;
    private int known;

    void arrive() {
        today++;
    }

    void endDay() {
        if (known > 0) {
            set(known % DAYS, today);
        }
        known = known >= DAYS ? DAYS + (known + 1) % DAYS : known + 1;
        today = 0;
    }

    /** Who gains none has no array of its own. */
    private void set(int place, int arrived) {
        if (arrived != days[place]) {
            days = days == NONE ? NONE.clone() : days;
            days[place] = arrived;
        }
    }

    /** New origins a day over the last week; 0 while there is nothing to go by. */
    double perDay() {
        int count = Math.min(known, DAYS);
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += days[i];
        }
        int divisor = count < DAYS ? count - 1 : DAYS;
        return divisor > 0 ? (double) sum / divisor : 0;
    }

    void write(StateWriter out) {
        out.number(known);
        out.number(today);
        for (int day : days) {
            out.number(day);
        }
    }

    static Arrivals read(StateReader in) {
        var arrivals = new Arrivals();
        arrivals.known = in.count();
        arrivals.today = in.count();
        for (int i = 0; i < DAYS; i++) {
            arrivals.set(i, in.count());
        }
        return arrivals;
    }
}

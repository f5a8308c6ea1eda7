// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The part of the traces that counts, and the alerts that fall into it. */
public final class Scored {

    /** First minute that counts: the week before it is for learning. */
    public static final long FIRST_MINUTE = 10_080;

    /** First minute that no longer counts. */
    public static final long END_MINUTE = 20_160;

    /** Minutes that count, for each identity. */
    static final long MINUTES = END_MINUTE - FIRST_MINUTE;

    /** How long after its end an incident still explains an alert. */
    static final long AFTERMATH_MINUTES = 120;

    private Scored() {}

    /** Minutes of the alerts that count and pass a test, in order, by identity. */
    static Map<Integer, long[]> minutes(List<AlertRow> alerts, Predicate<AlertRow> wanted) {
        Map<Integer, long[]> minutes = new TreeMap<>();
        for (AlertRow alert : alerts) {
            if (counts(alert) && wanted.test(alert)) {
                minutes.merge(alert.identity(), new long[] {alert.minute()}, Scored::joined);
            }
        }
        minutes.values().forEach(Arrays::sort);
        return minutes;
    }

    /** Whether an alert falls into the part that counts. */
    static boolean counts(AlertRow alert) {
        return FIRST_MINUTE <= alert.minute() && alert.minute() < END_MINUTE;
    }

    private static long[] joined(long[] some, long[] more) {
        long[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}

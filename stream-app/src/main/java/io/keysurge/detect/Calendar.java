// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Days on which people and their programs do less: weekends, and dates that somebody named. In UTC. */
public final class Calendar {

    /** Saturdays and Sundays. */
    public static final Calendar WEEKENDS = new Calendar(Set.of(6, 7), Set.of());

    private static final long MINUTES_PER_DAY = 1440;
    private static final int DAYS_PER_WEEK = 7;
    /** 1970 began on a Thursday. */
    private static final int FIRST_DAY = 3;

    private final boolean[] weekend = new boolean[DAYS_PER_WEEK];
    private final Set<Long> dates;

    /**
     * A calendar.
     *
     * @param weekend days of the week that are off, 1 for Monday to 7 for Sunday
     * @param dates further days, days since 1970
     */
    public Calendar(Set<Integer> weekend, Set<Long> dates) {
        for (int day : weekend) {
            if (day < 1 || day > DAYS_PER_WEEK) {
                throw new IllegalArgumentException("weekend: " + day + " (expected: 1 to 7)");
            }
            this.weekend[day - 1] = true;
        }
        this.dates = Set.copyOf(dates);
    }

    /** Whether a minute since 1970 lies on a day off. */
    boolean isOff(long minute) {
        long day = Math.floorDiv(minute, MINUTES_PER_DAY);
        return weekend[Math.floorMod(day + FIRST_DAY, DAYS_PER_WEEK)] || (!dates.isEmpty() && dates.contains(day));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Calendar that && Arrays.equals(weekend, that.weekend) && dates.equals(that.dates);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(weekend) + dates.hashCode();
    }

    @Override
    public String toString() {
        return "Calendar[weekend=" + Arrays.toString(weekend) + ", dates=" + dates + "]";
    }
}

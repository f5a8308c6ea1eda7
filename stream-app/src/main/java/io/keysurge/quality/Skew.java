// SPDX-License-Identifier: Apache-2.0
package io.keysurge.quality;

import org.HdrHistogram.Histogram;

/**
 * By how much records were appended later than they are dated, to one part in a hundred. What is dated ahead is kept
 * apart, since a histogram knows no negative numbers.
 */
final class Skew {

    private static final int DIGITS = 2;

    private final Histogram behind = new Histogram(DIGITS);
    private final Histogram ahead = new Histogram(DIGITS);

    /** Takes one in, in milliseconds; negative when the event is dated later than it was appended. */
    void add(long millis) {
        if (millis < 0) {
            ahead.recordValue(-millis);
        } else {
            behind.recordValue(millis);
        }
    }

    void add(Skew other) {
        behind.add(other.behind);
        ahead.add(other.ahead);
    }

    long count() {
        return behind.getTotalCount() + ahead.getTotalCount();
    }

    long countAhead() {
        return ahead.getTotalCount();
    }

    /**
     * The least skew that this part of all have or fall below, in milliseconds; 0 when there is none.
     *
     * @param part above 0 to 1
     */
    long quantile(double part) {
        long rank = Math.max(1, (long) Math.ceil(part * count()));
        if (count() == 0) {
            return 0;
        }
        long aheads = ahead.getTotalCount();
        if (rank <= aheads) {
            // The furthest ahead are the least.
            return -ahead.getValueAtPercentile(percent(aheads - rank + 1, aheads));
        }
        return behind.getValueAtPercentile(percent(rank - aheads, behind.getTotalCount()));
    }

    private static double percent(long rank, long count) {
        return 100.0 * rank / count;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * What the smaller of two identities uses, by the whole days of the last week: what stopping it would save.
 *
 * @param tokensPerDay tokens a day
 * @param nanosPerDay what they cost a day in billionths of currency; negative when that is not known
 * @param currency ISO 4217 code; null when the cost is not known
 */
record Saving(
        double tokensPerDay, double nanosPerDay, @Nullable String currency) {

    private static final double HOURS_PER_DAY = 24;
    private static final int WHOLE_DAYS = 7;

    /**
     * The smaller one's spend, by cost where both are known in one currency, by tokens where not.
     *
     * @param last the last day that is over, since 1970
     */
    static Saving ofEither(SpendRing one, SpendRing other, long last) {
        Saving first = of(one, last);
        Saving second = of(other, last);
        boolean priced = first.currency != null && first.currency.equals(second.currency);
        if (priced) {
            return first.nanosPerDay <= second.nanosPerDay ? first : second;
        }
        Saving smaller = first.tokensPerDay <= second.tokensPerDay ? first : second;
        return new Saving(smaller.tokensPerDay, -1, null);
    }

    /** What that is an hour, in billionths of currency; negative when not known. */
    double perHourNanos() {
        return currency == null ? -1 : nanosPerDay / HOURS_PER_DAY;
    }

    private static Saving of(SpendRing spend, long last) {
        long from = Math.max(spend.first(), last - WHOLE_DAYS + 1);
        double days = Math.max(1, last - from + 1);
        String currency = spend.currency(from, last);
        double nanos = currency == null ? -1 : spend.nanos(from, last) / days;
        return new Saving(spend.tokens(from, last) / days, nanos, currency);
    }
}

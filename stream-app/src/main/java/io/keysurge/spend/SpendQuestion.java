// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import io.keysurge.contract.SpendRollup;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which roll-ups are asked for.
 *
 * @param from first hour
 * @param to first hour that is asked for no more, after from
 * @param only the one name that each of these dimensions has to have; empty text: none
 */
public record SpendQuestion(Instant from, Instant to, Map<Dimension, String> only) {

    /**
     * Checks that there are whole hours in it.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public SpendQuestion {
        requireHour("from", from);
        requireHour("to", to);
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("to: " + to + " (expected: after " + from + ")");
        }
        only = Map.copyOf(only);
    }

    /**
     * Asks for a month, or for what lies between two hours; for the current month when neither is given.
     *
     * @param month a month in UTC; then neither from nor to
     * @param from first hour; when absent, that in which the month of the end begins
     * @param to first hour no more; when absent, the next one after now
     * @throws IllegalArgumentException saying what is wrong
     */
    public static SpendQuestion of(
            @Nullable YearMonth month,
            @Nullable Instant from,
            @Nullable Instant to,
            Instant now,
            Map<Dimension, String> only) {
        if (month != null && (from != null || to != null)) {
            throw new IllegalArgumentException("month: given with from or to (expected: one or the other)");
        }
        if (month == null && from == null && to == null) {
            return of(monthOf(now), null, null, now, only);
        }
        if (month != null) {
            return new SpendQuestion(startOf(month), startOf(month.plusMonths(1)), only);
        }
        Instant end = to != null ? to : now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        return new SpendQuestion(from != null ? from : startOf(monthOf(end.minusMillis(1))), end, only);
    }

    /** True for a roll-up that is asked for. */
    public boolean asksFor(SpendRollup rollup) {
        Instant hour = rollup.getHour();
        return !hour.isBefore(from)
                && hour.isBefore(to)
                && only.entrySet().stream()
                        .allMatch(each -> each.getValue()
                                .equals(nothingIfNull(each.getKey().of(rollup))));
    }

    /** The month in UTC to which a time belongs. */
    static YearMonth monthOf(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /** When a month begins, in UTC. */
    static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String nothingIfNull(@Nullable String name) {
        return name == null ? "" : name;
    }

    private static void requireHour(String field, Instant time) {
        if (!time.equals(time.truncatedTo(ChronoUnit.HOURS))) {
            throw new IllegalArgumentException(
                    field + ": " + time + " (expected: a whole hour, as spend is rolled up by hours)");
        }
    }
}

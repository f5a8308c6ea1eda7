// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How time is cut into the periods of a budget. Each begins where the one before it ends, also where clocks are put
 * forward or back. Periods of hours all have the same length; where clocks move by half an hour they begin at half past
 * for a part of the year.
 *
 * @param text {@code hour}, {@code day}, {@code week}, {@code month}, or an ISO 8601 period such as {@code P14D} or {@code
 *     PT6H}
 * @param zone whose midnights and months count
 * @param anchor a local time at which some period begins; all others begin as many periods before or after
 */
@SuppressWarnings("JavaPeriodGetDays") // of periods that have no months
public record BudgetPeriod(String text, ZoneId zone, LocalDateTime anchor) {

    /**
     * Where a period begins whose anchor nobody stated: at midnight, on the first of a month. Of late, because the zones of
     * 1970 are not today's.
     */
    private static final LocalDateTime FIRST = LocalDateTime.of(2020, 1, 1, 0, 0);

    private static final LocalDateTime MONDAY = LocalDateTime.of(2020, 1, 6, 0, 0);
    private static final Map<String, String> NAMED =
            Map.of("hour", "PT1H", "day", "P1D", "week", "P7D", "month", "P1M");
    /** The period asked for last of each way to cut: most identities of a house are in the same. Saves time, changes nothing. */
    private static final Map<BudgetPeriod, Span> LATEST = new ConcurrentHashMap<>();

    private static final int MOST_LATEST = 1_000;
    private static final int LONGEST_DAYS = 366;
    private static final int LONGEST_MONTHS = 12;

    /**
     * One period.
     *
     * @param start milliseconds since 1970
     * @param end the first millisecond after
     */
    public record Span(long start, long end) {
        boolean holds(long millis) {
            return millis >= start && millis < end;
        }
    }

    /** Periods whose anchor is the usual one. */
    public BudgetPeriod(String text, ZoneId zone) {
        this(text, zone, text.equals("week") || text.endsWith("D") || text.endsWith("W") ? MONDAY : FIRST);
    }

    /**
     * Checks that time can be cut so.
     *
     * @throws IllegalArgumentException when it cannot; says why
     */
    public BudgetPeriod {
        String iso = NAMED.getOrDefault(text, text);
        try {
            if (iso.startsWith("PT")) {
                Duration duration = Duration.parse(iso);
                require(duration.toMinutes() >= 1 && duration.toDays() <= LONGEST_DAYS, text);
            } else {
                Period period = Period.parse(iso);
                boolean days = period.toTotalMonths() == 0 && period.getDays() >= 1 && period.getDays() <= LONGEST_DAYS;
                boolean months = period.getDays() == 0
                        && period.toTotalMonths() >= 1
                        && period.toTotalMonths() <= LONGEST_MONTHS;
                require(days || months, text);
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(shape(text), e);
        }
    }

    private static void require(boolean holds, String text) {
        if (!holds) {
            throw new IllegalArgumentException(shape(text));
        }
    }

    private static String shape(String text) {
        return text.length()
                + " characters that are no period (expected: hour, day, week, month, or an ISO 8601 period of a"
                + " minute to a year, of hours, of days or of months)";
    }

    /** The period that an instant is in. */
    public Span at(long millis) {
        Span latest = LATEST.get(this);
        if (latest != null && latest.holds(millis)) {
            return latest;
        }
        Span span = cut(millis);
        if (LATEST.size() >= MOST_LATEST) {
            LATEST.clear();
        }
        LATEST.put(this, span);
        return span;
    }

    private Span cut(long millis) {
        String iso = NAMED.getOrDefault(text, text);
        if (iso.startsWith("PT")) {
            long length = Duration.parse(iso).toMillis();
            long first = anchor.atZone(zone).toInstant().toEpochMilli();
            long start = first + Math.floorDiv(millis - first, length) * length;
            return new Span(start, start + length);
        }
        Period period = Period.parse(iso);
        long number = estimate(period, millis);
        while (startOf(period, number) > millis) {
            number--;
        }
        while (startOf(period, number + 1) <= millis) {
            number++;
        }
        return new Span(startOf(period, number), startOf(period, number + 1));
    }

    private long estimate(Period period, long millis) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
        return period.toTotalMonths() > 0
                ? Math.floorDiv(ChronoUnit.MONTHS.between(anchor, local), period.toTotalMonths())
                : Math.floorDiv(ChronoUnit.DAYS.between(anchor, local), period.getDays());
    }

    /** Counted from the anchor each time, so that a period from the 31st begins on the 31st again where there is one. */
    private long startOf(Period period, long number) {
        LocalDateTime local = period.toTotalMonths() > 0
                ? anchor.plusMonths(number * period.toTotalMonths())
                : anchor.plusDays(number * period.getDays());
        return local.atZone(zone).toInstant().toEpochMilli();
    }
}

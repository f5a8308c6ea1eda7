// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import io.keysurge.contract.Budget;
import io.keysurge.contract.IdentityRecord;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says whether budgets can be kept. */
final class BudgetRules {

    private static final String TOKENS = "tokens";
    private static final Set<String> PERIODS = Set.of("hour", "day", "week", "month");
    private static final int LONGEST_DAYS = 366;
    private static final int LONGEST_MONTHS = 12;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2200;
    private static final int MOST_BUDGETS = 32;
    private static final int MOST_THRESHOLDS = 16;
    private static final int MOST_PERCENT = 1_000;

    /** Money is counted in billionths, in a long. */
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000_000);

    /** What the contract's decimal holds before its point. */
    private static final BigDecimal MOST_TOKENS = BigDecimal.TEN.pow(18).subtract(BigDecimal.ONE);

    private static final int LONGEST_NUMBER = 40;

    private BudgetRules() {}

    /** Every rule that the identity's budgets break. */
    static Stream<Refusal> broken(IdentityRecord identity) {
        return broken(identity.getBudgets());
    }

    /** Every rule that these budgets break, which belong together. */
    static Stream<Refusal> broken(List<Budget> budgets) {
        if (budgets.size() > MOST_BUDGETS) {
            return Stream.of(refusal("budgets", budgets.size() + " entries (expected: <= " + MOST_BUDGETS + ")"));
        }
        Set<String> names = new HashSet<>();
        return IntStream.range(0, budgets.size())
                .boxed()
                .flatMap(i -> broken(budgets.get(i), "budgets[" + i + "].", names));
    }

    private static Stream<Refusal> broken(Budget budget, String field, Set<String> names) {
        return Stream.<@Nullable Refusal>of(
                        UsageRules.text(
                                budget.getName(), field + "name", UsageRules.MAX_NAME, RefusalReason.INVALID_BUDGET),
                        require(names.add(budget.getName()), field + "name", "stands twice (expected: once)"),
                        require(
                                budget.getUnit().equals(TOKENS) || isCurrency(budget.getUnit()),
                                field + "unit",
                                "neither tokens nor a currency (expected: tokens, or an ISO 4217 code)"),
                        limit(budget, field + "limit"),
                        require(
                                PERIODS.contains(budget.getPeriod()) || isPeriod(budget.getPeriod()),
                                field + "period",
                                "no period (expected: hour, day, week, month, or an ISO 8601 period of a minute to a year,"
                                        + " of hours, of days or of months)"),
                        require(
                                isZone(budget.getTimeZone()),
                                field + "time_zone",
                                "no time zone (expected: an IANA name such as Europe/Berlin)"),
                        require(
                                budget.getAnchor() == null || isLocalTime(budget.getAnchor()),
                                field + "anchor",
                                "no local time (expected: one such as 2026-01-15T06:00)"),
                        thresholds(budget.getThresholdsPercent(), field + "thresholds_percent"))
                .flatMap(Stream::ofNullable);
    }

    private static @Nullable Refusal limit(Budget budget, String field) {
        BigDecimal limit = budget.getLimit();
        if (limit.signum() < 0) {
            return refusal(field, "negative (expected: >= 0)");
        }
        if (!budget.getUnit().equals(TOKENS)) {
            return require(
                    limit.compareTo(MOST_MONEY) <= 0,
                    field,
                    shape(limit) + " (expected: <= " + MOST_MONEY + " of a currency)");
        }
        if (limit.compareTo(MOST_TOKENS) > 0) {
            return refusal(field, shape(limit) + " (expected: <= " + MOST_TOKENS + " tokens)");
        }
        boolean whole = limit.signum() == 0 || limit.stripTrailingZeros().scale() <= 0;
        return require(whole, field, "parts of a token (expected: a whole number)");
    }

    /** All its digits, unless nobody would read them. */
    private static String shape(BigDecimal number) {
        int digits = number.precision() - number.scale();
        return digits > LONGEST_NUMBER || number.precision() > LONGEST_NUMBER
                ? "a number of " + digits + " digits"
                : "number " + number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable Refusal thresholds(List<Integer> percents, String field) {
        if (percents.size() > MOST_THRESHOLDS) {
            return refusal(field, percents.size() + " entries (expected: <= " + MOST_THRESHOLDS + ")");
        }
        Predicate<Integer> sensible = percent -> percent >= 1 && percent <= MOST_PERCENT;
        return require(
                percents.stream().allMatch(sensible) && Set.copyOf(percents).size() == percents.size(),
                field,
                "percentages out of range, or one twice (expected: 1 to " + MOST_PERCENT + ", each once)");
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode().equals(code);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    @SuppressWarnings("JavaPeriodGetDays") // of a period that has no months
    private static boolean isPeriod(String text) {
        try {
            if (text.startsWith("PT")) {
                Duration duration = Duration.parse(text);
                return duration.toMinutes() >= 1 && duration.toDays() <= LONGEST_DAYS;
            }
            Period period = Period.parse(text);
            long months = period.toTotalMonths();
            return months == 0
                    ? period.getDays() >= 1 && period.getDays() <= LONGEST_DAYS
                    : period.getDays() == 0 && months >= 1 && months <= LONGEST_MONTHS;
        } catch (DateTimeException | ArithmeticException notOne) {
            return false;
        }
    }

    private static boolean isLocalTime(String text) {
        try {
            int year = LocalDateTime.parse(text).getYear();
            return year >= FIRST_YEAR && year <= LAST_YEAR;
        } catch (DateTimeException notOne) {
            return false;
        }
    }

    /** Regions only: an offset would not know of summer. */
    private static boolean isZone(String name) {
        try {
            ZoneId zone = ZoneId.of(name);
            return name.equals("UTC") || ZoneId.getAvailableZoneIds().contains(zone.getId());
        } catch (DateTimeException notOne) {
            return false;
        }
    }

    private static @Nullable Refusal require(boolean holds, String field, String detail) {
        return holds ? null : refusal(field, detail);
    }

    private static Refusal refusal(String field, String detail) {
        return new Refusal(RefusalReason.INVALID_BUDGET, field, detail);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Usage.Result;
import io.keysurge.state.PackedState;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Budgets")
class BudgetLaws {

    private static final long START = Instant.parse("2026-03-27T00:00:00Z").toEpochMilli();
    private static final int SERIES = 60;
    /** The last of a month, which not all have, at an hour at which clocks are put forward. */
    private static final LocalDateTime ANCHOR = LocalDateTime.parse("2026-01-31T02:30");

    /** One identity's life: what it may take, and what it takes. */
    record Life(Budget budget, List<Long> gapsMillis, List<Integer> tokens, List<Boolean> restarts) {}

    @Property(tries = 10_000)
    void say_each_threshold_once_in_each_period_and_miss_none(@ForAll("lives") Life life) {
        Set<String> said = new TreeSet<>();
        Set<String> ended = new TreeSet<>();
        Set<String> crossed = new TreeSet<>();
        Set<String> expected = new TreeSet<>();
        Map<String, BigInteger> used = new HashMap<>();
        Engine engine = new Engine(DetectionSettings.DEFAULTS);
        Profile profile = new Profile();
        Identity identity = identity(life.budget());
        long now = START;
        for (int i = 0; i < life.tokens().size(); i++) {
            now += life.gapsMillis().get(i);
            if (life.restarts().get(i)) {
                profile = PackedState.profile(PackedState.profile(profile));
            }
            for (Finding finding : engine.observe(
                            profile, identity, usage(i, now, life.tokens().get(i)))
                    .findings()) {
                if (finding.kind() == AlertKind.BUDGET_SOFT || finding.kind() == AlertKind.BUDGET_HARD) {
                    Set<String> into = finding.stage() == Stage.CLOSED ? ended : said;
                    assertThat(into.add(finding.alertId()))
                            .as("said twice: %s", finding.explanation())
                            .isTrue();
                    if (finding.stage() == Stage.OPEN) {
                        crossed.add(finding.window().firstMinute() + " " + percent(finding));
                    }
                    assertThat(finding.kind())
                            .isEqualTo(
                                    life.budget().hard() && percent(finding) >= 100
                                            ? AlertKind.BUDGET_HARD
                                            : AlertKind.BUDGET_SOFT);
                }
            }
            String period = periodOf(life.budget(), now);
            BigInteger total =
                    used.merge(period, BigInteger.valueOf(life.tokens().get(i)), BigInteger::add);
            for (int percent : life.budget().thresholds()) {
                boolean reached = total.signum() > 0
                        && total.multiply(BigInteger.valueOf(100))
                                        .compareTo(
                                                BigInteger.valueOf(life.budget().limit())
                                                        .multiply(BigInteger.valueOf(percent)))
                                >= 0;
                if (reached) {
                    expected.add(period + " " + percent);
                }
            }
        }

        assertThat(crossed).isEqualTo(expected);
        assertThat(said).hasSameSizeAs(expected);
        assertThat(said).containsAll(ended);
    }

    @Property(tries = 100)
    void do_not_begin_anew_when_the_credential_rotates(@ForAll("lives") Life life) {
        assertThat(alerts(life, i -> "fp-" + i / 3)).isEqualTo(alerts(life, i -> "fp-0"));
    }

    private static List<String> alerts(Life life, IntFunction<String> credential) {
        Engine engine = new Engine(DetectionSettings.DEFAULTS);
        Profile profile = new Profile();
        List<String> alerts = new ArrayList<>();
        long now = START;
        for (int i = 0; i < life.tokens().size(); i++) {
            now += life.gapsMillis().get(i);
            engine.observe(
                            profile,
                            identity(life.budget()),
                            usage(i, now, life.tokens().get(i), credential.apply(i)))
                    .findings()
                    .forEach(finding -> alerts.add(finding.alertId() + finding.revision()));
        }
        return alerts;
    }

    /** The minute in which a period began: by the calendar, step by step, and not by the code under test. */
    private static String periodOf(Budget budget, long millis) {
        ZonedDateTime local =
                Instant.ofEpochMilli(millis).atZone(budget.period().zone());
        Instant start =
                switch (budget.period().text()) {
                    case "hour" -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
                    case "day" -> midnight(local.toLocalDate(), local);
                    case "week" ->
                        midnight(
                                local.toLocalDate()
                                        .minusDays(local.getDayOfWeek().getValue() - 1),
                                local);
                    case "month" -> midnight(local.toLocalDate().withDayOfMonth(1), local);
                    case "PT6H" ->
                        last(millis, n -> ANCHOR.atZone(local.getZone()).plusHours(6L * n));
                    case "P10D" -> last(millis, n -> ANCHOR.plusDays(10L * n).atZone(local.getZone()));
                    default -> last(millis, n -> ANCHOR.plusMonths(n).atZone(local.getZone()));
                };
        return "" + start.getEpochSecond() / 60;
    }

    private static Instant midnight(LocalDate date, ZonedDateTime local) {
        return date.atStartOfDay(local.getZone()).toInstant();
    }

    /** Of periods in their order, the last that begins by an instant. */
    private static Instant last(long millis, IntFunction<ZonedDateTime> begins) {
        int number = 0;
        while (begins.apply(number + 1).toInstant().toEpochMilli() <= millis) {
            number++;
        }
        return begins.apply(number).toInstant();
    }

    private static int percent(Finding finding) {
        String subject = String.valueOf(finding.subject());
        return Integer.parseInt(subject.replaceAll("^budget (\\d+) %.*", "$1"));
    }

    private static Identity identity(Budget budget) {
        return new Identity(
                true,
                "AGENT",
                "production",
                Set.of(),
                Set.of(),
                Set.of(),
                Tuning.NONE,
                List.of(budget),
                Exposures.NONE);
    }

    private static Usage usage(int number, long millis, int tokens) {
        return usage(number, millis, tokens, "fp-0");
    }

    private static Usage usage(int number, long millis, int tokens, String credential) {
        return new Usage(
                "event-" + number,
                millis,
                "nhi-1",
                credential,
                null,
                null,
                null,
                null,
                null,
                tokens,
                0,
                0,
                1,
                -1,
                null,
                true,
                Result.SERVED,
                new Position("usage", 0, number));
    }

    @Provide
    Arbitrary<Life> lives() {
        Arbitrary<Budget> budgets = Combinators.combine(
                        Arbitraries.of(0L, 1L, 7L, 100L, 12_345L, 1_000_000L),
                        Arbitraries.of("hour", "day", "week", "month", "PT6H", "P10D", "P1M"),
                        Arbitraries.of("UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York")
                                .map(ZoneId::of),
                        Arbitraries.of(true, false),
                        Arbitraries.of(50, 80, 95, 100, 150).set().ofMaxSize(4))
                .as((limit, period, zone, hard, thresholds) ->
                        new Budget("budget", "tokens", limit, period(period, zone), hard, List.copyOf(thresholds)));
        Arbitrary<Long> gaps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.longs().between(0, 600_000)),
                net.jqwik.api.Tuple.of(3, Arbitraries.longs().between(0, 7_200_000)),
                net.jqwik.api.Tuple.of(1, Arbitraries.longs().between(0, 6 * 86_400_000L)));
        return Combinators.combine(
                        budgets,
                        gaps.list().ofSize(SERIES),
                        Arbitraries.of(0, 1, 5, 40, 3_000, 250_000).list().ofSize(SERIES),
                        Arbitraries.frequency(net.jqwik.api.Tuple.of(9, false), net.jqwik.api.Tuple.of(1, true))
                                .list()
                                .ofSize(SERIES))
                .as(Life::new);
    }

    private static BudgetPeriod period(String text, ZoneId zone) {
        return switch (text) {
            // Lord Howe's clocks move by half an hour, and hours do not follow.
            case "hour" -> new BudgetPeriod(text, ZoneId.of("Europe/Berlin"));
            case "day", "week", "month" -> new BudgetPeriod(text, zone);
            default -> new BudgetPeriod(text, zone, ANCHOR);
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.detect.BudgetPeriod.Span;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

@Label("The periods of a budget")
class BudgetPeriodLaws {

    private static final String[] ZONES = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "America/Sao_Paulo"
    };

    @Property
    void hold_every_instant_and_follow_each_other_without_a_gap(
            @ForAll("periods") BudgetPeriod period,
            @ForAll @LongRange(min = 1_577_836_800_000L, max = 1_893_456_000_000L) long millis) {
        Span span = period.at(millis);

        assertThat(span.holds(millis)).isTrue();
        assertThat(span.end()).isGreaterThan(span.start());
        assertThat(period.at(span.start())).isEqualTo(span);
        assertThat(period.at(span.end() - 1)).isEqualTo(span);
        assertThat(period.at(span.end()).start()).isEqualTo(span.end());
        assertThat(period.at(span.start() - 1).end()).isEqualTo(span.start());
    }

    @Property
    void of_days_and_months_begin_at_the_anchors_time_of_day_but_where_clocks_skip_it(
            @ForAll("calendarPeriods") BudgetPeriod period,
            @ForAll @LongRange(min = 1_577_836_800_000L, max = 1_893_456_000_000L) long millis) {
        ZonedDateTime start = Instant.ofEpochMilli(period.at(millis).start()).atZone(period.zone());
        LocalTime wanted = period.anchor().toLocalTime();

        boolean skipped = !start.toLocalTime().equals(wanted)
                && period.zone()
                        .getRules()
                        .getValidOffsets(start.toLocalDate().atTime(wanted))
                        .isEmpty();
        boolean dayLeftOut = start.toLocalDate().atTime(wanted).isAfter(start.toLocalDateTime());
        assertThat(start.toLocalTime().equals(wanted) || skipped || dayLeftOut).isTrue();
    }

    @Example
    void are_those_of_the_zone() {
        assertSpan("day", "Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
        assertSpan("month", "Europe/Berlin", "2026-10-31T23:30:00Z", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z");
        assertSpan("week", "America/New_York", "2026-11-01T12:00:00Z", "2026-10-26T04:00:00Z", "2026-11-02T05:00:00Z");
        assertSpan("P1W", "UTC", "2026-01-08T12:00:00Z", "2026-01-05T00:00:00Z", "2026-01-12T00:00:00Z");
        assertSpan("hour", "Asia/Kathmandu", "2026-01-05T00:00:00Z", "2026-01-04T23:15:00Z", "2026-01-05T00:15:00Z");
    }

    @Example
    void from_the_31st_begin_on_the_last_day_of_shorter_months() {
        var period = new BudgetPeriod("month", ZoneId.of("UTC"), LocalDateTime.parse("2026-01-31T06:00"));

        Span february = period.at(Instant.parse("2026-03-15T00:00:00Z").toEpochMilli());

        assertThat(Instant.ofEpochMilli(february.start())).isEqualTo("2026-02-28T06:00:00Z");
        assertThat(Instant.ofEpochMilli(february.end())).isEqualTo("2026-03-31T06:00:00Z");
    }

    @Example
    void are_refused_where_time_cannot_be_cut_so() {
        for (String text :
                new String[] {"fortnight", "P0D", "P1M1D", "-P1D", "P400D", "PT0S", "PT1S", "P", "PT9999H"}) {
            assertThatThrownBy(() -> new BudgetPeriod(text, ZoneId.of("UTC")))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no period");
        }
    }

    private static void assertSpan(String period, String zone, String within, String start, String end) {
        Span span = new BudgetPeriod(period, ZoneId.of(zone))
                .at(Instant.parse(within).toEpochMilli());
        assertThat(Instant.ofEpochMilli(span.start())).as(period).isEqualTo(start);
        assertThat(Instant.ofEpochMilli(span.end())).as(period).isEqualTo(end);
    }

    @Provide
    Arbitrary<BudgetPeriod> periods() {
        return periods("hour", "day", "week", "month", "P14D", "P3M", "PT6H", "PT90M");
    }

    @Provide
    Arbitrary<BudgetPeriod> calendarPeriods() {
        return periods("day", "week", "month", "P14D", "P3M");
    }

    private static Arbitrary<BudgetPeriod> periods(String... texts) {
        return Combinators.combine(
                        Arbitraries.of(texts),
                        Arbitraries.of(ZONES).map(ZoneId::of),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 23))
                .as((text, zone, days, hour) -> days == 0
                        ? new BudgetPeriod(text, zone)
                        : new BudgetPeriod(
                                text,
                                zone,
                                LocalDateTime.of(2026, 1, 1, hour, 30).plusDays(days)));
    }
}

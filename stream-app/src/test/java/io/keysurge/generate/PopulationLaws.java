// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.UsageRules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every population keeps to, whatever its seed and whenever it lives. */
class PopulationLaws {

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    @Property(tries = 10)
    void the_same_seed_lives_the_same_life(@ForAll long seed, @ForAll @IntRange(min = 0, max = 200) int startHour) {
        Instant from = MONDAY.plus(Duration.ofHours(startHour));
        Instant to = from.plus(Duration.ofHours(30));

        assertThat(events(Population.of(seed, 20, ""), from, to).toList())
                .isEqualTo(events(Population.of(seed, 20, ""), from, to).toList());
    }

    @Property(tries = 10)
    void an_event_does_not_depend_on_where_the_span_begins(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int laterMinutes) {
        Population population = Population.of(seed, 20, "");
        Instant to = MONDAY.plus(Duration.ofDays(3));
        Instant later = MONDAY.plus(Duration.ofMinutes(laterMinutes));

        assertThat(events(population, later, to).toList())
                .isEqualTo(events(population, MONDAY, to)
                        .filter(event -> !event.getOccurredAt().isBefore(later))
                        .toList());
    }

    @Property(tries = 10)
    void events_come_in_order_of_time_within_the_span_and_can_be_counted(@ForAll long seed) {
        Instant to = MONDAY.plus(Duration.ofHours(36));
        Instant[] last = {MONDAY};
        Set<String> ids = new HashSet<>();

        events(Population.of(seed, 50, ".x1"), MONDAY, to).forEach(event -> {
            assertThat(event.getOccurredAt()).isAfterOrEqualTo(last[0]).isBefore(to);
            assertThat(UsageRules.check(event, to)).isEmpty();
            assertThat(ids.add(event.getEventId()))
                    .as("%s is unique", event.getEventId())
                    .isTrue();
            last[0] = event.getOccurredAt();
        });
    }

    @Property(tries = 10)
    void a_quiet_identity_peaks_alike_day_after_day(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 6) int startDay) {
        Population population = Population.of(seed, 60, "");
        Instant from = MONDAY.plus(Duration.ofDays(startDay));

        Map<String, DailyPeaks> peaks = new HashMap<>();
        events(population, from, from.plus(Duration.ofDays(6)))
                .forEach(event -> peaks.computeIfAbsent(event.getIdentityId(), id -> new DailyPeaks())
                        .add(event));

        assertThat(peaks).isNotEmpty();
        peaks.forEach((identity, daily) -> {
            assertThat(daily.worstGrowth(2))
                    .as("two-minute peaks of %s", identity)
                    .isLessThan(1.6);
            assertThat(daily.worstGrowth(10))
                    .as("ten-minute peaks of %s", identity)
                    .isLessThan(1.6);
        });
    }

    @Property(tries = 10)
    void nobody_uses_an_application_or_a_model_that_is_not_declared(@ForAll long seed) {
        Population population = Population.of(seed, 60, "");
        Map<String, Portrait> byId =
                population.portraits().stream().collect(Collectors.toMap(Portrait::id, portrait -> portrait));

        events(population, MONDAY, MONDAY.plus(Duration.ofDays(1))).forEach(event -> {
            Portrait portrait = byId.get(event.getIdentityId());
            assertThat(portrait.applications()).contains(event.getApplicationId());
            assertThat(portrait.models().stream().map(Model::name)).contains(event.getModel());
        });
    }

    @Property(tries = 5)
    void five_days_of_the_usual_population_stay_within_400_000_events(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 6) int startDay) {
        Instant from = MONDAY.plus(Duration.ofDays(startDay));
        long count = events(Population.of(seed, Population.USUAL_SIZE, ""), from, from.plus(Duration.ofDays(6)))
                .count();

        assertThat(count).isBetween(100_000L, 400_000L);
    }

    private static Stream<UsageEvent> events(Population population, Instant from, Instant to) {
        Iterator<UsageEvent> usage = population.usage(from, to);
        Iterable<UsageEvent> iterable = () -> usage;
        return StreamSupport.stream(iterable.spliterator(), false);
    }

    /** Tokens per minute of one identity, and how its days compare. */
    private static final class DailyPeaks {
        private static final int MINUTES_PER_DAY = 1_440;
        private static final int WARM_DAYS = 3;

        private final Map<Long, Long> minutes = new HashMap<>();

        void add(UsageEvent event) {
            minutes.merge(
                    event.getOccurredAt().getEpochSecond() / 60,
                    event.getInputTokens() + event.getOutputTokens(),
                    Long::sum);
        }

        /** The largest ratio of a day's peak to the highest of the days before, once three days were active. */
        double worstGrowth(int width) {
            Map<Long, Double> peaks = peaks(width);
            List<Long> days = peaks.keySet().stream().sorted().toList();
            double worst = 0;
            for (int i = WARM_DAYS; i < days.size(); i++) {
                double before = days.subList(0, i).stream()
                        .mapToDouble(peaks::get)
                        .max()
                        .orElseThrow();
                worst = Math.max(worst, peaks.get(days.get(i)) / before);
            }
            return worst;
        }

        /** Two minutes: the lower of them. More: their mean. */
        private Map<Long, Double> peaks(int width) {
            Map<Long, Double> peaks = new HashMap<>();
            for (long minute : minutes.keySet()) {
                peaks.merge(minute / MINUTES_PER_DAY, level(minute, width), Math::max);
            }
            return peaks;
        }

        private double level(long last, int width) {
            double sum = 0;
            long least = Long.MAX_VALUE;
            for (long minute = last - width + 1; minute <= last; minute++) {
                long tokens = minutes.getOrDefault(minute, 0L);
                sum += tokens;
                least = Math.min(least, tokens);
            }
            return width == 2 ? least : sum / width;
        }
    }
}

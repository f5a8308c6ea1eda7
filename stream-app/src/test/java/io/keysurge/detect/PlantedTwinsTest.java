// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.generate.Population;
import io.keysurge.generate.Portrait;
import io.keysurge.state.PackedGroups;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two weeks of two thousand generated identities, event by event, with forty planted pairs. The rules were chosen on
 * other seeds than these. {@code -Dtwins.seeds=10} tries ten populations in place of one, some five seconds each.
 */
@DisplayName("Of forty pairs planted among two thousand identities")
class PlantedTwinsTest {

    private static final int IDENTITIES = 2_000;
    private static final int PAIRS = 40;
    private static final int DAYS = 14;
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    /** Far apart, because seeds that differ in a few bits roll the same portraits for other numbers. */
    private static final long SEEDS_APART = 1_000_000_000_007L;

    private static final int FIRST_SEED = 20;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("twins.seeds", 1))
                .map(number -> (FIRST_SEED + number) * SEEDS_APART);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void at_least_36_are_found_and_at_most_4_others(long seed) {
        Population population = Population.of(seed, IDENTITIES - PAIRS, "").withCopies(PAIRS);
        Set<String> planted = planted(population);
        Map<String, UnitBook> books = new HashMap<>();

        Set<String> named = named(population, books);

        Set<String> found = new TreeSet<>(named);
        found.retainAll(planted);
        Set<String> others = new TreeSet<>(named);
        others.removeAll(planted);
        int bytes = books.values().stream()
                .mapToInt(book -> PackedGroups.unitBook(book).length)
                .max()
                .orElseThrow();
        System.out.printf(
                Locale.ROOT, "seed %d: %d found, %d others, %,d bytes%n", seed, found.size(), others.size(), bytes);
        assertThat(planted).hasSize(PAIRS);
        assertThat(found).hasSizeGreaterThanOrEqualTo(36);
        assertThat(others).hasSizeLessThanOrEqualTo(4);
        assertThat(bytes).isLessThan(IDENTITIES / 4 * 400);
    }

    private static Set<String> planted(Population population) {
        List<Portrait> portraits = population.portraits();
        return portraits.stream()
                .filter(portrait -> portrait.habits() != portrait.number())
                .map(copy -> Twins.subject(portraits.get(copy.habits()).id(), copy.id()))
                .collect(Collectors.toSet());
    }

    private static Set<String> named(Population population, Map<String, UnitBook> books) {
        var judge = new BusinessUnits(DetectionSettings.DEFAULTS, GroupSettings.DEFAULTS);
        List<Living> living = population.portraits().stream()
                .map(portrait -> new Living(population.seed(), portrait))
                .toList();
        Set<String> named = new TreeSet<>();
        long first = MONDAY.getEpochSecond() / 3_600;
        for (long hour = first; hour < first + DAYS * 24; hour++) {
            for (Living each : living) {
                String unit = each.portrait.businessUnit();
                for (HourPart part : each.partsOf(hour)) {
                    judge.observe(books.computeIfAbsent(unit, unseen -> new UnitBook()), unit, part).stream()
                            .filter(finding -> finding.kind() == AlertKind.DUPLICATED_AUTOMATION)
                            .forEach(finding -> named.add(finding.subject()));
                }
            }
        }
        return named;
    }

    /** One identity's events, folded by the hour, application and model. */
    private static final class Living {
        private final Portrait portrait;
        private final Iterator<UsageEvent> events;
        private UsageEvent next;

        Living(long seed, Portrait portrait) {
            this.portrait = portrait;
            this.events = new Population(seed, List.of(portrait)).usage(MONDAY, MONDAY.plus(Duration.ofDays(DAYS)));
            this.next = events.next();
        }

        List<HourPart> partsOf(long hour) {
            Map<List<String>, List<UsageEvent>> folded = new LinkedHashMap<>();
            while (next != null && next.getOccurredAt().getEpochSecond() / 3_600 == hour) {
                folded.computeIfAbsent(List.of(next.getApplicationId(), next.getModel()), key -> new ArrayList<>())
                        .add(next);
                next = events.hasNext() ? events.next() : null;
            }
            return folded.values().stream().map(part -> part(hour, part)).toList();
        }

        private HourPart part(long hour, List<UsageEvent> part) {
            return new HourPart(
                    portrait.id(),
                    hour,
                    part.get(0).getApplicationId(),
                    part.get(0).getModel(),
                    portrait.environment(),
                    part.stream().mapToLong(UsageEvent::getRequestCount).sum(),
                    part.stream().mapToLong(UsageEvent::getInputTokens).sum(),
                    part.stream().mapToLong(UsageEvent::getOutputTokens).sum(),
                    part.stream()
                            .map(UsageEvent::getCost)
                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                            .movePointRight(9)
                            .longValueExact(),
                    "USD",
                    new Position("usage", 0, hour));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import io.keysurge.contract.UsageEvent;
import io.keysurge.generate.MergedByTime;
import io.keysurge.generate.Population;
import io.keysurge.generate.Story;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * What is going to be played.
 *
 * @param historyFrom start of the first day of history, a midnight
 * @param liveFrom where history ends and the stories begin
 * @param population who lives
 * @param stories what happens to three of them
 */
public record DemoPlan(Instant historyFrom, Instant liveFrom, Population population, List<Story> stories) {

    /** How long the live part takes on the clock. */
    static final Duration LIVE_ON_THE_CLOCK = Duration.ofSeconds(36);

    private static final int DAYS_OF_HISTORY = 5;
    private static final Duration LIVE_SPAN = Duration.ofMinutes(12);
    /** About what history and the detector's catching up take; the live part's speed makes up for the difference. */
    private static final Duration PREPARATION = Duration.ofSeconds(20);

    private static final int RADIX = 36;

    public DemoPlan {
        stories = List.copyOf(stories);
    }

    /**
     * A plan whose event time meets the clock when the live part ends.
     *
     * <p>History is whole days: with half of the first one missing, the busiest hour of a Monday could be the first
     * that the detector sees. Identities are named after the second, so that a second demo on the same house is judged
     * on its own.
     *
     * @param now when the demo begins
     */
    public static DemoPlan of(long seed, Instant now) {
        // Whole seconds: contracts carry milliseconds, and what begins between two of them would seem noticed before.
        Instant liveFrom =
                now.plus(PREPARATION).plus(LIVE_ON_THE_CLOCK).minus(LIVE_SPAN).truncatedTo(ChronoUnit.SECONDS);
        Instant historyFrom = liveFrom.truncatedTo(ChronoUnit.DAYS).minus(DAYS_OF_HISTORY, ChronoUnit.DAYS);
        String suffix = "." + Long.toString(now.getEpochSecond(), RADIX);
        Population population = Population.of(seed, Population.USUAL_SIZE, suffix);
        return new DemoPlan(historyFrom, liveFrom, population, Story.threeFor(population, liveFrom));
    }

    /** Everything before the live part, omens of the stories included, in order of time. */
    Iterator<UsageEvent> history() {
        return merged(historyFrom, liveFrom, event -> event.getOccurredAt().isBefore(liveFrom));
    }

    /** The live part up to an instant, in order of time. */
    Iterator<UsageEvent> live(Instant until) {
        return merged(liveFrom, until, event -> !event.getOccurredAt().isBefore(liveFrom));
    }

    private Iterator<UsageEvent> merged(Instant from, Instant to, Predicate<UsageEvent> within) {
        List<Iterator<UsageEvent>> streams = new ArrayList<>();
        streams.add(population.usage(from, to));
        for (Story story : stories) {
            streams.add(StreamSupport.stream(Spliterators.spliteratorUnknownSize(story.usage(to), 0), false)
                    .filter(within)
                    .iterator());
        }
        return new MergedByTime(streams);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import io.keysurge.contract.AlertType;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One key is copied into application after application that it was not issued for. The total stays ordinary.
 *
 * @param victim whose key it is
 * @param startsAt when the first undeclared application calls
 */
public record SharedKey(Portrait victim, Instant startsAt) implements Story {

    private static final List<String> APPLICATIONS = List.of(
            "newsletter", "chat-widget", "lead-scoring", "translator", "meeting-notes", "price-watch", "survey-tool");
    private static final int SECONDS_BETWEEN_APPLICATIONS = 25;
    private static final int SECONDS_BETWEEN_CALLS = 30;
    /** Each call is so small a part of a peak minute that all of them together do not show in the total. */
    private static final double PART_OF_PEAK = 0.004;

    @Override
    public String title() {
        return "shared key";
    }

    @Override
    public String telling() {
        return victim.id() + ", issued for " + String.join(", ", victim.applications()) + ", turns up in "
                + APPLICATIONS.size() + " more applications one after another; its total hardly moves";
    }

    @Override
    public Set<AlertType> fittingAlerts() {
        return Set.of(AlertType.FAN_OUT);
    }

    @Override
    public Iterator<UsageEvent> usage(Instant until) {
        return IntStream.range(0, APPLICATIONS.size())
                .boxed()
                .flatMap(place -> {
                    Instant joined = startsAt.plusSeconds((long) place * SECONDS_BETWEEN_APPLICATIONS);
                    return EveryFew.seconds(SECONDS_BETWEEN_CALLS, joined, until)
                            .mapToObj(call -> call(place, call, joined.plusSeconds(SECONDS_BETWEEN_CALLS * call)));
                })
                .sorted(Comparator.comparing(UsageEvent::getOccurredAt))
                .iterator();
    }

    private UsageEvent call(int place, long call, Instant at) {
        String application = APPLICATIONS.get(place);
        long tokens = Math.max(20, Math.round(victim.peak() * PART_OF_PEAK));
        return victim.event(
                victim.id() + "-" + application + "-" + call,
                at,
                application,
                victim.models().get(0),
                1,
                tokens);
    }
}

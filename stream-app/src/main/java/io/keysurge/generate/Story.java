// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import io.keysurge.contract.AlertType;
import io.keysurge.contract.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** How one identity stops behaving like itself. Its usual life goes on underneath. */
public sealed interface Story permits StolenKey, SharedKey, RunawayAgent {

    /** A few words that name it. */
    String title();

    /** What happens, in one sentence. */
    String telling();

    /** To whom it happens. */
    Portrait victim();

    /** When the harm begins; an omen may come earlier. */
    Instant startsAt();

    /** The alerts that would be right, any of them. */
    Set<AlertType> fittingAlerts();

    /** What happens on top of the usual life, in order of time, omens included, up to an instant, exclusive. */
    Iterator<UsageEvent> usage(Instant until);

    /**
     * One story of each kind, for the population's first key, service account and agent.
     *
     * @param population who lives; at least three identities
     * @param from the stories begin within four minutes from here
     */
    static List<Story> threeFor(Population population, Instant from) {
        return List.of(
                new StolenKey(population.portraits().get(0), from.plus(Duration.ofSeconds(150))),
                new SharedKey(population.portraits().get(1), from.plus(Duration.ofSeconds(60))),
                new RunawayAgent(population.portraits().get(2), from.plus(Duration.ofSeconds(240)), population.seed()));
    }
}

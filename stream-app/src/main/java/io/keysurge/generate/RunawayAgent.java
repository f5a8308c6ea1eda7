// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import io.keysurge.contract.AlertType;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;

/**
 * An agent is stuck: the same call over and over, as fast as the model answers, from its own application and network.
 *
 * @param victim the agent
 * @param startsAt when it gets stuck
 * @param seed what the little differences between calls are rolled from
 */
public record RunawayAgent(Portrait victim, Instant startsAt, long seed) implements Story {

    private static final int SECONDS_BETWEEN_REPORTS = 2;
    private static final double TIMES_THE_PEAK = 6;
    private static final double DIFFERENCE = 0.005;

    @Override
    public String title() {
        return "runaway agent";
    }

    @Override
    public String telling() {
        return victim.id() + " is stuck in a loop: near-identical calls without a pause, " + Math.round(TIMES_THE_PEAK)
                + " times its busiest minute";
    }

    @Override
    public Set<AlertType> fittingAlerts() {
        return Set.of(AlertType.TOKEN_SPIKE, AlertType.RUNAWAY_LOOP);
    }

    @Override
    public Iterator<UsageEvent> usage(Instant until) {
        return EveryFew.seconds(SECONDS_BETWEEN_REPORTS, startsAt, until)
                .mapToObj(turn -> turn(turn, startsAt.plusSeconds(SECONDS_BETWEEN_REPORTS * turn)))
                .iterator();
    }

    private UsageEvent turn(long turn, Instant at) {
        Dice dice = Dice.of(seed, victim.number(), -3, turn);
        double usual = victim.peak() * TIMES_THE_PEAK / EveryFew.perMinute(SECONDS_BETWEEN_REPORTS);
        long tokens = Math.round(usual * dice.between(1 - DIFFERENCE, 1 + DIFFERENCE));
        long calls = Math.max(1, Math.round(usual / victim.tokensPerCall()));
        String application = victim.applications().get(0);
        Model model = victim.models().get(0);
        return victim.event(victim.id() + "-turn-" + turn, at, application, model, calls, tokens);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import io.keysurge.contract.AlertType;
import io.keysurge.contract.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A thief tries one tiny call to a costly model the key has never used, and comes back a day later.
 *
 * @param victim whose key it is
 * @param startsAt when the thief comes back
 */
public record StolenKey(Portrait victim, Instant startsAt) implements Story {

    private static final Duration PROBED_BEFORE = Duration.ofHours(20);
    private static final double TIMES_THE_USUAL = 15;
    /** An always-on identity's middle level is about this part of its daily peak. */
    private static final double USUAL_LEVEL = 0.5;

    private static final String NETWORK = "AS64511";
    private static final String REGION = "me-south-1";

    @Override
    public String title() {
        return "stolen key";
    }

    @Override
    public String telling() {
        return victim.id() + " is used from a foreign network: one tiny call to a model it never used, "
                + PROBED_BEFORE.toHours() + " hours later " + Math.round(TIMES_THE_USUAL) + " times its normal use";
    }

    @Override
    public Set<AlertType> fittingAlerts() {
        return Set.of(AlertType.NEW_ORIGIN, AlertType.TOKEN_SPIKE);
    }

    @Override
    public Iterator<UsageEvent> usage(Instant until) {
        Stream<UsageEvent> surge =
                EveryFew.seconds(3, startsAt, until).mapToObj(call -> theft(call, startsAt.plusSeconds(3 * call)));
        return Stream.concat(Stream.of(probe()), surge).iterator();
    }

    private UsageEvent probe() {
        Instant at = startsAt.minus(PROBED_BEFORE);
        return abroad(victim.event(victim.id() + "-probe", at, application(), Model.COVETED, 1, 9, 4));
    }

    private UsageEvent theft(long call, Instant at) {
        double perMinute = victim.peak() * USUAL_LEVEL * TIMES_THE_USUAL;
        long tokens = Math.round(perMinute / EveryFew.perMinute(3));
        long calls = Math.max(1, Math.round(tokens / (3 * victim.tokensPerCall())));
        return abroad(victim.event(victim.id() + "-theft-" + call, at, application(), Model.COVETED, calls, tokens));
    }

    private String application() {
        return victim.applications().get(0);
    }

    private static UsageEvent abroad(UsageEvent event) {
        event.setSource(NETWORK);
        event.setRegion(REGION);
        return event;
    }
}

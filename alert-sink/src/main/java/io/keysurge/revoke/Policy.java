// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.Decision.Act;
import io.keysurge.revoke.Decision.HoldBack;
import io.keysurge.revoke.Decision.Ignore;
import io.keysurge.revoke.PolicySettings.Route;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decides which steps an alert may lead to.
 *
 * <p>Every decision is about exactly one step by one connector. Every alert gets at least one decision, if only the one to leave it
 * alone.
 */
public final class Policy {

    private final PolicySettings settings;
    private final Register register;
    private final List<GuardRail> guardRails;

    /** A policy with every guard rail up. */
    public Policy(PolicySettings settings, Register register) {
        this(settings, register, List.of(GuardRail.values()));
    }

    /** For tests that show what a missing guard rail would let through. */
    Policy(PolicySettings settings, Register register, List<GuardRail> guardRails) {
        this.settings = settings;
        this.register = register;
        this.guardRails = List.copyOf(guardRails);
    }

    /**
     * The decisions on one revision of an alert, mildest step first; never empty.
     *
     * @param now wall clock time, against which the alert's age is judged
     */
    public List<Decision> decide(AlertFacts alert, RecentActions recent, Instant now) {
        if (alert.state() == EpisodeState.CLOSED) {
            return List.of(new Ignore("the episode closed"));
        }
        List<ResponseStep> asked = Ladder.steps(alert.type(), alert.severity());
        if (asked.isEmpty()) {
            return List.of(new Ignore(alert.type() + " of severity " + alert.severity() + " is for the record"));
        }
        List<Decision> decisions = asked.stream()
                .flatMap(step -> settings.routes(step, alert.identityId()).stream()
                        .filter(route -> !isTaken(alert, step, route, recent))
                        .map(route -> decide(new Proposal(step, route, alert, recent, register, settings, now))))
                .toList();
        return decisions.isEmpty() ? List.of(new Ignore("already taken for this alert: " + asked)) : decisions;
    }

    private boolean isTaken(AlertFacts alert, ResponseStep step, Route route, RecentActions recent) {
        return recent.taken(alert.alertId(), route.connector(), step, settings.mode(alert.type(), route));
    }

    private Decision decide(Proposal proposal) {
        List<Check> checks = guardRails.stream().map(rail -> rail.ask(proposal)).toList();
        String heldBackBy = checks.stream()
                .filter(check -> !check.passed() && !check.name().equals(GuardRail.DRY_RUN.label()))
                .map(Check::name)
                .collect(Collectors.joining(", "));
        return heldBackBy.isEmpty()
                ? new Act(proposal.step(), proposal.connector(), proposal.mode(), checks)
                : new HoldBack(proposal.step(), proposal.connector(), proposal.mode(), checks, heldBackBy);
    }
}

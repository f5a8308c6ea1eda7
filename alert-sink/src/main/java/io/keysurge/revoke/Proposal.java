// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.PolicySettings.Route;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * One step that somebody proposes, with all that a guard rail may look at.
 *
 * @param step the step proposed
 * @param route who would take it
 * @param alert the alert that asks for it
 * @param recent what was decided lately
 * @param register what the registry of identities says now
 * @param settings the rules in force
 * @param now wall clock time of the decision
 */
record Proposal(
        ResponseStep step,
        Route route,
        AlertFacts alert,
        RecentActions recent,
        Register register,
        PolicySettings settings,
        Instant now) {

    /** Given only where two independent signs agree. */
    private static final int COMPOUND = 5;

    boolean isProtective() {
        return Ladder.isProtective(step);
    }

    /** True for what is known and not guessed. */
    boolean restsOnKnowledge() {
        return switch (alert.type()) {
            case EXPOSED_KEY_USED, BUDGET_HARD, USE_AFTER_REVOCATION -> true;
            default -> false;
        };
    }

    ActionMode mode() {
        return settings.mode(alert.type(), route);
    }

    String connector() {
        return route.connector();
    }

    /**
     * What else was noticed on the identity: in alerts of its own lately, or as one of the independent signs that
     * severity 5 rests on. More of the same is not a second signal.
     */
    Set<AlertType> otherSignals() {
        Set<AlertType> others = EnumSet.noneOf(AlertType.class);
        others.addAll(
                recent.otherSignals(alert.identityId(), alert.alertId(), now.minus(settings.secondSignalWindow())));
        if (alert.severity() == COMPOUND) {
            others.addAll(alert.relatedTypes());
        }
        others.remove(alert.type());
        return others;
    }
}

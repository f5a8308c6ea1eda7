// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.AlertType;
import java.time.Duration;
import java.util.Set;

/**
 * The rules in force.
 *
 * @param connector name of the connector that carries steps out
 * @param mode whether that connector may touch the outside world
 * @param dryRunTypes alert types that stay in dry run whatever the connector's mode
 * @param neverAutoAct identities that are never acted on above notification
 * @param maxActionAge how old an alert may be, by event time, to be acted on
 * @param secondSignalWindow how long an alert of another type on the same identity counts as a second signal
 * @param blastRadius identities that may be acted on within {@code blastWindow}
 * @param blastWindow span over which the blast radius is counted
 */
public record PolicySettings(
        String connector,
        ActionMode mode,
        Set<AlertType> dryRunTypes,
        Set<String> neverAutoAct,
        Duration maxActionAge,
        Duration secondSignalWindow,
        int blastRadius,
        Duration blastWindow) {

    public PolicySettings {
        dryRunTypes = Set.copyOf(dryRunTypes);
        neverAutoAct = Set.copyOf(neverAutoAct);
        requirePositive("maxActionAge", maxActionAge);
        requirePositive("secondSignalWindow", secondSignalWindow);
        requirePositive("blastWindow", blastWindow);
        if (blastRadius < 0) {
            throw new IllegalArgumentException("blastRadius: " + blastRadius + " (expected: >= 0)");
        }
    }

    /** The mode for one alert type: LIVE only where the connector is live and the type is not kept in dry run. */
    public ActionMode mode(AlertType type) {
        return dryRunTypes.contains(type) ? ActionMode.DRY_RUN : mode;
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules in force.
 *
 * @param route who carries steps out that have no route of their own
 * @param routes who carries out which step
 * @param dryRunTypes alert types that stay in dry run whatever the connector's mode
 * @param neverAutoAct identities that are never acted on above notification
 * @param maxActionAge how old an alert may be, by event time, to be acted on
 * @param secondSignalWindow how long an alert of another type on the same identity counts as a second signal
 * @param blastRadius identities that may be acted on within {@code blastWindow}
 * @param blastWindow span over which the blast radius is counted
 */
public record PolicySettings(
        Route route,
        Map<ResponseStep, Route> routes,
        Set<AlertType> dryRunTypes,
        Set<String> neverAutoAct,
        Duration maxActionAge,
        Duration secondSignalWindow,
        int blastRadius,
        Duration blastWindow) {

    /**
     * Who carries steps out.
     *
     * @param connector name of the connector
     * @param mode whether it may touch the outside world
     */
    public record Route(String connector, ActionMode mode) {}

    public PolicySettings {
        routes = Map.copyOf(routes);
        dryRunTypes = Set.copyOf(dryRunTypes);
        neverAutoAct = Set.copyOf(neverAutoAct);
        requirePositive("maxActionAge", maxActionAge);
        requirePositive("secondSignalWindow", secondSignalWindow);
        requirePositive("blastWindow", blastWindow);
        if (blastRadius < 0) {
            throw new IllegalArgumentException("blastRadius: " + blastRadius + " (expected: >= 0)");
        }
    }

    /** Who carries a step out. */
    public Route route(ResponseStep step) {
        return routes.getOrDefault(step, route);
    }

    /** The mode of a step: LIVE only where its connector is live and the alert's type is not kept in dry run. */
    public ActionMode mode(AlertType type, ResponseStep step) {
        return dryRunTypes.contains(type) ? ActionMode.DRY_RUN : route(step).mode();
    }

    /** True when this connector may touch the outside world. */
    public boolean isLive(String connector) {
        return Stream.concat(Stream.of(route), routes.values().stream())
                .anyMatch(each -> each.connector().equals(connector) && each.mode() == ActionMode.LIVE);
    }

    /** True when any connector may touch the outside world. */
    public boolean isLive() {
        return Stream.concat(Stream.of(route), routes.values().stream())
                .anyMatch(each -> each.mode() == ActionMode.LIVE);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
        }
    }
}

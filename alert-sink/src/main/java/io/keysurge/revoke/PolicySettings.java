// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ResponseStep;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force.
 *
 * @param rest who carries out what no route takes
 * @param routes who carries out which step on whom; the first that takes a step has it
 * @param dryRunTypes alert types that stay in dry run whatever the connector's mode
 * @param neverAutoAct identities that are never acted on above notification
 * @param maxActionAge how old an alert may be, by event time, to be acted on
 * @param secondSignalWindow how long an alert of another type on the same identity counts as a second signal
 * @param blastRadius identities that may be acted on within {@code blastWindow}
 * @param blastWindow span over which the blast radius is counted
 */
public record PolicySettings(
        Route rest,
        List<Route> routes,
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
     * @param steps those that it can take
     * @param identities those that it can take them on; null: all
     */
    public record Route(
            String connector,
            ActionMode mode,
            Set<ResponseStep> steps,
            @Nullable Set<String> identities) {

        public Route {
            steps = Set.copyOf(steps);
            identities = identities == null ? null : Set.copyOf(identities);
        }

        /** A route that takes every step on everybody. */
        public static Route ofEverything(String connector, ActionMode mode) {
            return new Route(connector, mode, EnumSet.allOf(ResponseStep.class), null);
        }

        /** The same route in another mode. */
        public Route in(ActionMode other) {
            return new Route(connector, other, steps, identities);
        }

        boolean takes(ResponseStep step, String identityId) {
            return steps.contains(step) && (identities == null || identities.contains(identityId));
        }
    }

    public PolicySettings {
        routes = List.copyOf(routes);
        dryRunTypes = Set.copyOf(dryRunTypes);
        neverAutoAct = Set.copyOf(neverAutoAct);
        requirePositive("maxActionAge", maxActionAge);
        requirePositive("secondSignalWindow", secondSignalWindow);
        requirePositive("blastWindow", blastWindow);
        if (blastRadius < 0) {
            throw new IllegalArgumentException("blastRadius: " + blastRadius + " (expected: >= 0)");
        }
    }

    /** Who carries a step out on an identity. */
    public Route route(ResponseStep step, String identityId) {
        return routes.stream()
                .filter(route -> route.takes(step, identityId))
                .findFirst()
                .orElse(rest);
    }

    /** The mode of a step: LIVE only where its connector is live and the alert's type is not kept in dry run. */
    public ActionMode mode(AlertType type, ResponseStep step, String identityId) {
        return dryRunTypes.contains(type)
                ? ActionMode.DRY_RUN
                : route(step, identityId).mode();
    }

    /** True when this connector may touch the outside world. */
    public boolean isLive(String connector) {
        return everyRoute().anyMatch(each -> each.connector().equals(connector) && each.mode() == ActionMode.LIVE);
    }

    /** True when any connector may touch the outside world. */
    public boolean isLive() {
        return everyRoute().anyMatch(each -> each.mode() == ActionMode.LIVE);
    }

    private Stream<Route> everyRoute() {
        return Stream.concat(routes.stream(), Stream.of(rest));
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
        }
    }
}

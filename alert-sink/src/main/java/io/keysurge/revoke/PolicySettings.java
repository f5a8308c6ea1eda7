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
 * @param rest who carries out what no route takes; tells beside others where it takes that step
 * @param routes who carries out which step on whom; the first that takes a step has it
 * @param dryRunTypes alert types that stay in dry run whatever the connector's mode
 * @param neverAutoAct identities that are never acted on above notification
 * @param maxActionAge how old an alert may be, by event time, to be acted on
 * @param secondSignalWindow how long an alert of another type on the same identity counts as a second signal
 * @param limits how much may be done within a while
 */
public record PolicySettings(
        Route rest,
        List<Route> routes,
        Set<AlertType> dryRunTypes,
        Set<String> neverAutoAct,
        Duration maxActionAge,
        Duration secondSignalWindow,
        Limits limits) {

    private static final int PER_CENT = 100;

    /**
     * How much may be done within a while, before people are asked.
     *
     * @param identities that may be acted on within the window
     * @param percent how much of the registered identities that may be at most, 1 to 100
     * @param perUnit the same in one business unit
     * @param perConnector the same by one connector
     * @param told identities about which somebody may be told within the window; one more says that there are too many
     * @param applications that an identity may serve, to be acted on without a person
     * @param window over which is counted
     */
    public record Limits(
            int identities, int percent, int perUnit, int perConnector, int told, int applications, Duration window) {

        public Limits {
            requireNotNegative("identities", identities);
            if (percent < 1 || percent > PER_CENT) {
                throw new IllegalArgumentException("percent: " + percent + " (expected: 1 to 100)");
            }
            requireNotNegative("perUnit", perUnit);
            requireNotNegative("perConnector", perConnector);
            requireNotNegative("told", told);
            requireNotNegative("applications", applications);
            requirePositive("window", window);
        }

        /** How many of so many registered identities may be acted on: at least 1, or nothing could ever be done. */
        int share(int registered) {
            return (int) Math.max(1, (long) registered * percent / PER_CENT);
        }

        private static void requireNotNegative(String name, int limit) {
            if (limit < 0) {
                throw new IllegalArgumentException(name + ": " + limit + " (expected: >= 0)");
            }
        }
    }

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
    }

    /**
     * Who takes a step on an identity; never empty. A protective step is taken by the first that can, everybody else is
     * told by all who can tell.
     */
    public List<Route> routes(ResponseStep step, String identityId) {
        List<Route> taking =
                routes.stream().filter(route -> route.takes(step, identityId)).toList();
        if (taking.isEmpty()) {
            return List.of(rest);
        }
        if (Ladder.isProtective(step)) {
            return taking.subList(0, 1);
        }
        return rest.takes(step, identityId)
                ? Stream.concat(taking.stream(), Stream.of(rest)).toList()
                : taking;
    }

    /** The mode of a route for a type of alerts: LIVE only where it is live and the type is not kept in dry run. */
    public ActionMode mode(AlertType type, Route route) {
        return dryRunTypes.contains(type) ? ActionMode.DRY_RUN : route.mode();
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

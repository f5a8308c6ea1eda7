// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What people said about how one identity is judged. All of it holds in event time, so a replay judges the same.
 *
 * @param sensitivities by kind of alert, above 0; 1 where nothing is said
 * @param tolerances times for which more is expected, or nothing is to be said
 */
public record Tuning(Map<AlertKind, Double> sensitivities, List<Tolerance> tolerances) {

    /** Nothing was said. */
    public static final Tuning NONE = new Tuning(Map.of(), List.of());

    public Tuning {
        sensitivities = Map.copyOf(sensitivities);
        tolerances = List.copyOf(tolerances);
    }

    /**
     * "This was us."
     *
     * @param kinds kinds of alert it concerns; empty for all
     * @param from event time from which it holds, milliseconds since 1970
     * @param until event time at which it ends
     * @param ceiling factor by which more is expected, 1 or more; null to say nothing at all
     */
    public record Tolerance(
            Set<AlertKind> kinds,
            long from,
            long until,
            @Nullable Double ceiling) {

        public Tolerance {
            kinds = Set.copyOf(kinds);
        }

        private boolean holds(AlertKind kind, long minute) {
            long at = TimeUnit.MINUTES.toMillis(minute);
            return at >= from && at < until && (kinds.isEmpty() || kinds.contains(kind));
        }
    }

    boolean isEmpty() {
        return sensitivities.isEmpty() && tolerances.isEmpty();
    }

    /** How sensitive judgement is for a kind of alert; 1 where nothing was said. */
    double sensitivity(AlertKind kind) {
        return sensitivities.getOrDefault(kind, 1.0);
    }

    /** The factor by which more than usual is expected in a minute; 1 when nothing is. */
    double ceiling(AlertKind kind, long minute) {
        double ceiling = 1;
        for (Tolerance tolerance : tolerances) {
            Double expected = tolerance.ceiling();
            if (expected != null && tolerance.holds(kind, minute)) {
                ceiling = Math.max(ceiling, expected);
            }
        }
        return ceiling;
    }

    /** True when nothing is to be said of a kind of alert in a minute. */
    boolean suppresses(AlertKind kind, long minute) {
        for (Tolerance tolerance : tolerances) {
            if (tolerance.ceiling() == null && tolerance.holds(kind, minute)) {
                return true;
            }
        }
        return false;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many incidents of a sort were found, and how soon.
 *
 * @param total incidents
 * @param found those that an alert told of in time
 * @param before those that an alert told of before they began
 * @param recall found / total, three decimals; null when there are none
 * @param medianDelay minutes from the start to the alert, median over those found; null when none was found
 * @param p90Delay the same, 90th percentile
 * @param spent what the attackers spent meanwhile
 */
public record Recall(
        int total,
        int found,
        int before,
        @Nullable Double recall,
        @Nullable Double medianDelay,
        @Nullable Double p90Delay,
        Spent spent) {

    private static final double LATE = 0.9;

    /** Sums up what became of incidents. */
    public static Recall of(List<Outcome> outcomes) {
        double[] delays = outcomes.stream()
                .filter(Outcome::found)
                .mapToDouble(Outcome::delay)
                .toArray();
        int total = outcomes.size();
        boolean none = delays.length == 0;
        return new Recall(
                total,
                delays.length,
                (int) outcomes.stream().filter(Outcome::before).count(),
                total == 0 ? null : Figures.rounded(delays.length / (double) total, 3),
                none ? null : Figures.median(delays),
                none ? null : Figures.quantile(delays, LATE),
                Spent.of(outcomes));
    }

    /** The same for each sort of outcome. */
    static <K extends Comparable<K>> Map<K, Recall> by(Function<Outcome, K> sort, List<Outcome> outcomes) {
        return outcomes.stream()
                .collect(Collectors.groupingBy(
                        sort, TreeMap::new, Collectors.collectingAndThen(Collectors.toList(), Recall::of)));
    }

    /** The same by type, then magnitude, for incidents that have one. */
    static Map<String, Map<Double, Recall>> byMagnitude(List<Outcome> outcomes) {
        Map<String, Map<Double, Recall>> found = new TreeMap<>();
        outcomes.stream()
                .filter(outcome -> !Double.isNaN(outcome.incident().magnitude()))
                .collect(Collectors.groupingBy(outcome -> outcome.incident().type()))
                .forEach((type, some) ->
                        found.put(type, by(outcome -> outcome.incident().magnitude(), some)));
        return found;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.List;
import java.util.Map;

/**
 * How the alerts of one tier do on the fleet.
 *
 * @param episodes alerts within an hour of each other, chained
 * @param falseEpisodes episodes that touch no incident for which this tier is the right answer
 * @param falsePerIdentityWeek false episodes by identity-weeks, four decimals
 * @param precision true episodes by episodes, three decimals
 * @param byType what was found, by type; {@code stolen>=3x} are the thefts of three times the typical peak and more
 * @param byMagnitude by type, then magnitude, where labels have one
 */
public record TierScore(
        int episodes,
        List<Episode> falseEpisodes,
        double falsePerIdentityWeek,
        double precision,
        Map<String, Recall> byType,
        Map<String, Map<Double, Recall>> byMagnitude) {}

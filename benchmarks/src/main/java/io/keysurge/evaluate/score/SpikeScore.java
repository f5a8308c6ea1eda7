// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.List;
import java.util.Map;

/**
 * How one set of alerts does on clients with injected attacks.
 *
 * @param identities how many were watched
 * @param weeks identity-weeks without attack, one decimal
 * @param episodes alerts within an hour of each other, chained
 * @param falseEpisodes episodes that touch no attack of their identity nor the two hours after one, as {@link Episode}s
 * @param identitiesWithFalse identities that had one
 * @param falsePerIdentityWeek false episodes by identity-weeks, four decimals
 * @param precision true episodes by episodes, three decimals
 * @param all over all attacks
 * @param byType by the labels' type
 * @param byMagnitude by type, then magnitude
 * @param spikesFromThree spikes of three times the typical peak and more
 * @param lastingSpikesFromThree those of them that last a quarter of an hour and more
 */
public record SpikeScore(
        int identities,
        double weeks,
        int episodes,
        List<Episode> falseEpisodes,
        int identitiesWithFalse,
        double falsePerIdentityWeek,
        double precision,
        Recall all,
        Map<String, Recall> byType,
        Map<String, Map<Double, Recall>> byMagnitude,
        Recall spikesFromThree,
        Recall lastingSpikesFromThree) {}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.score.Incident;
import io.keysurge.evaluate.score.SpikeScore;
import io.keysurge.evaluate.score.SpikeScorer;
import io.keysurge.evaluate.score.Tier;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every figure of one evaluation on clients with injected attacks.
 *
 * @param rows rows of usage judged
 * @param identities identities seen
 * @param attacks labelled attacks
 * @param engineSeconds how long reading and judging took
 * @param tiers the engine's alerts, each tier scored apart
 * @param peers the usual rules, by name
 */
record SpikesReport(
        long rows,
        int identities,
        int attacks,
        double engineSeconds,
        Map<Tier, SpikeScore> tiers,
        Map<String, SpikeScore> peers) {

    static SpikesReport of(EngineRun run, List<Incident> attacks, List<PeerRun> peers) {
        int identities = run.series().size();
        Map<Tier, SpikeScore> tiers = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            tiers.put(tier, SpikeScorer.score(run.alerts(tier), attacks, identities));
        }
        Map<String, SpikeScore> others = new LinkedHashMap<>();
        peers.forEach(peer -> others.put(peer.name(), SpikeScorer.score(peer.alerts(), attacks, identities)));
        return new SpikesReport(run.rows(), identities, attacks.size(), run.seconds(), tiers, others);
    }
}

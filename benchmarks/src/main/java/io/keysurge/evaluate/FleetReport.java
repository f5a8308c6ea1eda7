// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.score.FleetScorer;
import io.keysurge.evaluate.score.Incident;
import io.keysurge.evaluate.score.Tier;
import io.keysurge.evaluate.score.TierScore;
import java.util.List;
import java.util.Map;

/**
 * Every figure of one evaluation on a fleet.
 *
 * @param rows rows of usage judged
 * @param identities identities seen
 * @param incidents labelled incidents
 * @param engineSeconds how long reading and judging took
 * @param tiers the engine's alerts, each tier scored apart
 */
record FleetReport(long rows, int identities, int incidents, double engineSeconds, Map<Tier, TierScore> tiers) {

    static FleetReport of(EngineRun run, List<Incident> incidents) {
        int identities = run.series().size();
        return new FleetReport(
                run.rows(),
                identities,
                incidents.size(),
                run.seconds(),
                FleetScorer.score(run.alerts(), incidents, identities));
    }
}

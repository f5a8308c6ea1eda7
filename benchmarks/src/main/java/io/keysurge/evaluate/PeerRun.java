// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.peer.Peer;
import io.keysurge.evaluate.peer.Peers;
import io.keysurge.evaluate.score.AlertRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What one of the usual rules made of a usage file.
 *
 * @param name the rule and its setting
 * @param alerts its alerts
 */
record PeerRun(String name, List<AlertRow> alerts) {

    private static final int SEVERITY = 4;

    /** Runs every peer, identities side by side on all cores. */
    static List<PeerRun> all(SortedMap<Integer, TokenSeries> series, Progress progress) {
        List<PeerRun> runs = new ArrayList<>();
        for (Peer peer : Peers.all()) {
            long begun = System.nanoTime();
            List<PeerJudgement> judgements = series.entrySet().parallelStream()
                    .map(one -> PeerJudgement.of(peer, one.getKey(), one.getValue()))
                    .toList();
            for (Peer.Limit limit : peer.limits()) {
                runs.add(new PeerRun(limit.name(), alerts(judgements, limit)));
            }
            progress.say(String.format(
                    Locale.ROOT, "%s: %.1f s", peer.getClass().getSimpleName(), (System.nanoTime() - begun) / 1e9));
        }
        return runs;
    }

    private static List<AlertRow> alerts(List<PeerJudgement> judgements, Peer.Limit limit) {
        return judgements.stream()
                .flatMap(one -> one.alarms(limit.score()).stream()
                        .map(minute -> new AlertRow(one.identity(), minute, limit.name(), SEVERITY)))
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.contract.Alert;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Position;
import io.keysurge.evaluate.score.AlertRow;
import io.keysurge.evaluate.score.Tier;
import io.keysurge.load.Line;
import io.keysurge.load.MinutesFormat;
import io.keysurge.load.UsageFile;
import io.keysurge.replay.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the engine made of a usage file.
 *
 * @param rows rows that it judged
 * @param raised the alerts, in order
 * @param series what each identity consumed
 * @param seconds how long it took
 */
record EngineRun(long rows, List<RaisedAlert> raised, SortedMap<Integer, TokenSeries> series, double seconds) {

    /**
     * Runs the engine over a file. On one thread: a source that tries many keys shows across identities only.
     *
     * @throws IOException when the file cannot be read or a row is refused
     */
    static EngineRun over(Path usage, Replay replay, Progress progress) throws IOException {
        long begun = System.nanoTime();
        long rows = 0;
        List<RaisedAlert> raised = new ArrayList<>();
        SortedMap<Integer, TokenSeries> series = new TreeMap<>();
        String name = String.valueOf(usage.getFileName());
        try (UsageFile file = UsageFile.open(usage, new MinutesFormat())) {
            while (file.hasNext()) {
                Line line = file.next();
                if (line instanceof Line.Bad bad) {
                    throw new IOException(usage + ": line " + bad.line() + ": " + bad.field() + ": " + bad.why());
                }
                var good = (Line.Good) line;
                keep(good.event(), series);
                for (Alert alert : replay.judge(good.event(), new Position(name, 0, good.line()))) {
                    raised.addAll(RaisedAlert.of(alert));
                }
                rows++;
                progress.show("judging", rows);
            }
        }
        return new EngineRun(rows, raised, series, (System.nanoTime() - begun) / 1e9);
    }

    /** What is scored of the alerts. */
    List<AlertRow> alerts() {
        return raised.stream().map(RaisedAlert::row).toList();
    }

    /** The same of one tier's alerts. */
    List<AlertRow> alerts(Tier tier) {
        return alerts().stream().filter(tier::holds).toList();
    }

    private static void keep(UsageEvent event, SortedMap<Integer, TokenSeries> series) throws IOException {
        series.computeIfAbsent(InputNumbers.identity(event.getIdentityId()), unseen -> new TokenSeries())
                .add(InputNumbers.minute(event.getOccurredAt()), (double)
                        (event.getInputTokens() + event.getOutputTokens()));
    }
}

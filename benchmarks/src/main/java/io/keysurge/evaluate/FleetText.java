// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.score.Recall;
import io.keysurge.evaluate.score.Tier;
import io.keysurge.evaluate.score.TierScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation on a fleet, for people. */
final class FleetText {

    private FleetText() {}

    /** The report, line by line. */
    static List<String> lines(FleetReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d rows of %,d identities; %d labelled incidents in the second week. Engine: %.1f s.",
                report.rows(),
                report.identities(),
                report.incidents(),
                report.engineSeconds()));
        report.tiers().forEach((tier, score) -> {
            lines.add("");
            lines.addAll(tier(tier, score));
        });
        return lines;
    }

    private static List<String> tier(Tier tier, TierScore score) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s, severity %d and up: %d episodes, %d false, %s per identity-week, precision %s",
                tier.name(),
                tier.severity(),
                score.episodes(),
                score.falseEpisodes().size(),
                Cells.fixed(score.falsePerIdentityWeek(), 4),
                Cells.fixed(score.precision(), 3)));
        List<String> heads = new ArrayList<>(List.of(Cells.recallHeads("incident")));
        heads.add("before");
        var table = new TextTable(heads.toArray(String[]::new));
        score.byType().forEach((type, recall) -> {
            table.add(row(type, recall));
            score.byMagnitude()
                    .getOrDefault(type, Map.of())
                    .forEach((magnitude, some) -> table.add(row("  " + Cells.magnitude(type, magnitude), some)));
        });
        lines.addAll(table.lines());
        return lines;
    }

    /** Probes come before the theft; an alert on one costs the thief everything. */
    private static List<String> row(String type, Recall recall) {
        List<String> row = new ArrayList<>(Cells.recall(type, recall));
        row.add(String.valueOf(recall.before()));
        return row;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.score.Recall;
import io.keysurge.evaluate.score.SpikeScore;
import io.keysurge.evaluate.score.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation on clients with injected attacks, for people. */
final class SpikesText {

    private static final List<String> TYPES = List.of("ramp", "offhours", "dormant", "shape");
    private static final String[] HEADS = {
        "detector",
        "false/id-week",
        "precision",
        "all",
        "spike",
        ">=3x",
        "median",
        "p90",
        "ramp",
        "offhours",
        "dormant",
        "shape"
    };

    private SpikesText() {}

    /** The report, line by line. */
    static List<String> lines(SpikesReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d rows of %,d identities; %d labelled attacks in the second week. Engine: %.1f s.",
                report.rows(),
                report.identities(),
                report.attacks(),
                report.engineSeconds()));
        report.tiers().forEach((tier, score) -> {
            lines.add("");
            lines.addAll(tier(tier, score));
        });
        lines.add("");
        lines.addAll(sideBySide(report));
        return lines;
    }

    private static List<String> tier(Tier tier, SpikeScore score) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s, severity %d and up: %d episodes, %d false on %d identities, %s per identity-week, precision %s",
                tier.name(),
                tier.severity(),
                score.episodes(),
                score.falseEpisodes().size(),
                score.identitiesWithFalse(),
                Cells.fixed(score.falsePerIdentityWeek(), 4),
                Cells.fixed(score.precision(), 3)));
        var table = new TextTable(Cells.recallHeads("attack"));
        score.byType().forEach((type, recall) -> {
            table.add(Cells.recall(type, recall));
            score.byMagnitude()
                    .getOrDefault(type, Map.of())
                    .forEach((magnitude, some) ->
                            table.add(Cells.recall("  " + Cells.magnitude(type, magnitude), some)));
        });
        table.add(Cells.recall("spike >=3x", score.spikesFromThree()));
        table.add(Cells.recall("  of 15 min and more", score.lastingSpikesFromThree()));
        table.add(Cells.recall("all", score.all()));
        lines.addAll(table.lines());
        return lines;
    }

    private static List<String> sideBySide(SpikesReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Side by side: recall by attack, minutes to detect a spike >=3x. Peers see ten-minute buckets.");
        var table = new TextTable(HEADS);
        report.tiers().forEach((tier, score) -> table.add(row("Keysurge, " + tier, score)));
        report.peers().forEach((name, score) -> table.add(row(name, score)));
        lines.addAll(table.lines());
        return lines;
    }

    private static List<String> row(String name, SpikeScore score) {
        Recall large = score.spikesFromThree();
        List<String> row = new ArrayList<>(List.of(
                name,
                Cells.fixed(score.falsePerIdentityWeek(), 4),
                Cells.fixed(score.precision(), 3),
                Cells.fixed(score.all().recall(), 3),
                recall(score, "spike"),
                Cells.fixed(large.recall(), 3),
                Cells.fixed(large.medianDelay(), 1),
                Cells.fixed(large.p90Delay(), 1)));
        TYPES.forEach(type -> row.add(recall(score, type)));
        return row;
    }

    private static String recall(SpikeScore score, String type) {
        Recall recall = score.byType().get(type);
        return recall == null ? Cells.NONE : Cells.fixed(recall.recall(), 3);
    }
}

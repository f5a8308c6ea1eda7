// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.score.Figures;
import io.keysurge.evaluate.score.NabProfile;
import io.keysurge.evaluate.score.NabScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation on the Numenta Anomaly Benchmark, for people. */
final class NabText {

    private NabText() {}

    /** The report, line by line. */
    static List<String> lines(NabReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d files with %,d rows and %d labelled windows.",
                report.files().size(),
                report.rows(),
                report.windows()));
        lines.add("");
        var table = new TextTable("detector", "profile", "score", "threshold", "false positives", "windows found");
        report.detectors()
                .forEach((name, scores) -> scores.forEach((profile, score) -> {
                    table.add(row(profile == NabProfile.STANDARD ? name : "", profile, score));
                }));
        lines.addAll(table.lines());
        return lines;
    }

    private static List<String> row(String name, NabProfile profile, NabScore score) {
        return List.of(
                name,
                profile.toString(),
                Figures.fixed(score.score(), 2),
                Figures.fixed(score.threshold(), 4),
                String.valueOf(score.falsePositives()),
                score.windowsFound() + " of " + score.windows());
    }
}

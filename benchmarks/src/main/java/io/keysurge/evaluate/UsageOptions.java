// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.cli.CommonOptions;
import io.keysurge.config.DetectionConfig;
import io.keysurge.contract.DetectionMode;
import io.keysurge.evaluate.score.Episode;
import io.keysurge.evaluate.score.Incident;
import io.keysurge.evaluate.score.Outcome;
import io.keysurge.evaluate.score.Tier;
import io.keysurge.replay.Replay;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.translate.AlertTranslation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the evaluations over usage files have in common: what to read, and where to put what was found. */
final class UsageOptions {

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "USAGE", description = "Usage in minutes format, plain or gzip.")
    private Path usage;

    @Parameters(index = "1", paramLabel = "LABELS", description = "What really happened: a JSON array of labels.")
    private Path labels;

    @Option(
            names = "--alerts-out",
            paramLabel = "FILE",
            description = "Write the alerts as CSV: identity,minute,type,severity.")
    private @Nullable Path alertsOut;

    @Option(names = "--json", description = "Print one JSON object with every figure instead of the tables.")
    private boolean json;

    @Option(
            names = "--plot",
            paramLabel = "DIR",
            description = "Draw each incident, and false episodes of the act tier, as SVG.")
    private @Nullable Path plots;

    /** A run from the beginning, under the settings in force. */
    Replay replay() {
        Settings settings = common.settings(DetectionConfig.addTo(CommonSettings.definition()));
        var translation = new AlertTranslation(DetectionMode.REPLAY, DetectionConfig.hash(settings));
        return new Replay(DetectionConfig.of(settings), translation);
    }

    /** The labels. */
    List<Incident> incidents() throws IOException {
        return LabelsFile.read(labels);
    }

    /** Runs the engine, and writes the alerts where that was asked for. */
    EngineRun run(Replay replay, Progress progress) throws IOException {
        EngineRun run = EngineRun.over(usage, replay, progress);
        progress.say(String.format(
                Locale.ROOT,
                "Judged %,d rows of %,d identities in %.1f s: %,d alerts.",
                run.rows(),
                run.series().size(),
                run.seconds(),
                run.raised().size()));
        if (alertsOut != null) {
            AlertsFile.write(alertsOut, run.alerts());
        }
        return run;
    }

    /** Draws incidents and false episodes where that was asked for. */
    void plot(IncidentPlots drawn, Function<Tier, List<Outcome>> outcomes, List<Episode> unfounded, Progress progress)
            throws IOException {
        if (plots != null) {
            int count = drawn.draw(plots, outcomes, unfounded);
            progress.say("Drew " + count + " charts: " + plots.resolve("index.html"));
        }
    }

    /** Whether the report is for a machine. */
    boolean json() {
        return json;
    }
}

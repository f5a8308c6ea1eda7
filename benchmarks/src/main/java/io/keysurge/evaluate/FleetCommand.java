// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.evaluate.score.FleetScorer;
import io.keysurge.evaluate.score.Incident;
import io.keysurge.evaluate.score.Tier;
import io.keysurge.replay.IdentityFile;
import io.keysurge.replay.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores the engine on a fleet with applications, models and origins, where signals go together. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = {
            "Scores the engine on a fleet with applications, models and origins, where signals go together.",
            "Each tier of alerts is scored apart; minutes 10080 to 20159 count."
        })
final class FleetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private UsageOptions options;

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = "What the identity registry says, as detect takes it; an entry may say registered: false.")
    private @Nullable Path identities;

    @Override
    public Integer call() throws IOException {
        var progress = new Progress(spec.commandLine().getErr());
        List<Incident> incidents = options.incidents();
        Replay replay = options.replay();
        if (identities != null) {
            List<IdentityRecord> registered = IdentityFile.read(identities);
            registered.forEach(replay::register);
            progress.say("Registered " + registered.size() + " identities.");
        }
        EngineRun run = options.run(replay, progress);
        FleetReport report = FleetReport.of(run, incidents);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(Json.of(report));
        } else {
            FleetText.lines(report).forEach(out::println);
        }
        out.flush();
        options.plot(
                new IncidentPlots(run, incidents),
                tier -> FleetScorer.outcomes(tier, run.alerts(), incidents),
                FleetScorer.score(
                                Tier.ACT, run.alerts(), incidents, run.series().size())
                        .falseEpisodes(),
                progress);
        return ExitCode.OK;
    }
}

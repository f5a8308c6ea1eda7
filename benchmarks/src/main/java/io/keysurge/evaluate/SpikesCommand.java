// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.score.Incident;
import io.keysurge.evaluate.score.SpikeScorer;
import io.keysurge.evaluate.score.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores the engine, and peers beside it, on clients with injected attacks. */
@Command(
        name = "spikes",
        mixinStandardHelpOptions = true,
        description = {
            "Scores the engine, and peers beside it, on clients with injected attacks.",
            "Each tier of alerts is scored apart; minutes 10080 to 20159 count."
        })
final class SpikesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private UsageOptions options;

    @Option(names = "--no-peers", description = "Leave out the peers, which take most of the time.")
    private boolean withoutPeers;

    @Override
    public Integer call() throws IOException {
        var progress = new Progress(spec.commandLine().getErr());
        List<Incident> attacks = options.incidents();
        EngineRun run = options.run(options.replay(), progress);
        List<PeerRun> peers = withoutPeers ? List.of() : PeerRun.all(run.series(), progress);
        SpikesReport report = SpikesReport.of(run, attacks, peers);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(Json.of(report));
        } else {
            SpikesText.lines(report).forEach(out::println);
        }
        out.flush();
        options.plot(
                new IncidentPlots(run, attacks),
                tier -> SpikeScorer.outcomes(run.alerts(tier), attacks),
                SpikeScorer.score(run.alerts(Tier.ACT), attacks, run.series().size())
                        .falseEpisodes(),
                progress);
        return ExitCode.OK;
    }
}

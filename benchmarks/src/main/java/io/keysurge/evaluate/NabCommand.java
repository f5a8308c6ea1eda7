// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.nab.Contestant;
import io.keysurge.evaluate.nab.NabCorpus;
import io.keysurge.evaluate.nab.NabFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores the detection of anomalies in any series, and peers beside it, on the Numenta Anomaly Benchmark. */
@Command(
        name = "nab",
        mixinStandardHelpOptions = true,
        description = {
            "Scores anomaly detection in any series, and peers beside it, on the Numenta Anomaly Benchmark.",
            "Scored as the benchmark does: one threshold for all files, three profiles."
        })
final class NabCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA_DIR", description = "Holds <folder>/<file>.csv as published.")
    private Path data;

    @Parameters(index = "1", paramLabel = "WINDOWS", description = "The labelled windows, as published.")
    private Path windows;

    @Option(
            names = "--results-out",
            paramLabel = "DIR",
            description = "Write DIR/<folder>/<file>.csv: timestamp,value,anomaly_score.")
    private @Nullable Path resultsOut;

    @Option(names = "--json", description = "Print one JSON object with every figure instead of the table.")
    private boolean json;

    @Option(names = "--plot", paramLabel = "DIR", description = "Draw every file, its windows and the calls as SVG.")
    private @Nullable Path plots;

    @Override
    public Integer call() throws IOException {
        var progress = new Progress(spec.commandLine().getErr());
        List<NabFile> corpus = NabCorpus.read(data, windows);
        List<NabRun> runs = new ArrayList<>();
        for (Contestant contestant : Contestant.all()) {
            NabRun run = NabRun.of(contestant, corpus);
            progress.say(String.format(Locale.ROOT, "%s: %.1f s", contestant.name(), run.seconds()));
            runs.add(run);
        }
        NabRun ours = runs.get(0);
        if (resultsOut != null) {
            for (int k = 0; k < corpus.size(); k++) {
                NabCorpus.write(resultsOut, corpus.get(k), ours.scores().get(k));
            }
        }
        NabReport report = NabReport.of(corpus, runs);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(report));
        } else {
            NabText.lines(report).forEach(out::println);
        }
        out.flush();
        if (plots != null) {
            int count = NabPlots.draw(plots, corpus, ours, report);
            progress.say("Drew " + count + " charts: " + plots.resolve("index.html"));
        }
        return ExitCode.OK;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import io.keysurge.bench.stage.MeasurementOptions;
import io.keysurge.bench.stage.Place;
import io.keysurge.bench.stage.Stage;
import io.keysurge.evaluate.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long it takes until an alert is there. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how long it takes from the send() of the event that crosses the line to a consumer that holds"
                    + " the alert.",
            "Starts a broker of its own in a temporary directory and the detector in a JVM of its own, twice under"
                    + " exactly_once_v2, with the default of 500 ms between commits and with 100, and once under at_least_once. It takes Linux. Exit code 1: an alert did not come."
        })
public final class LatencyCommand implements Callable<Integer> {

    private static final List<Commits> RUNS = List.of(
            new Commits("exactly_once_v2", 500),
            new Commits("exactly_once_v2", 100),
            new Commits("at_least_once", 100));
    private static final int SPIKES_PER_SECOND = 20;
    private static final int SECONDS = 60;
    private static final int WARM_UP_SECONDS = 30;
    private static final int QUICK_SECONDS = 15;
    private static final int QUICK_WARM_UP_SECONDS = 10;

    @Mixin
    private MeasurementOptions options;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Usage events a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Seconds to measure, of each run. Default: 60; 15 with --quick.")
    private @Nullable Integer seconds;

    @Option(
            names = "--identities",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Identities with steady usage. Default: ${DEFAULT-VALUE}.")
    private int identities;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "Heap of the detector's JVM, as -Xmx takes it. Default: ${DEFAULT-VALUE}.")
    private String heap;

    /** For the command line. */
    public LatencyCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Place.requireProc();
        var plan = new LatencyPlan(
                identities,
                rate,
                SPIKES_PER_SECOND,
                options.quick() ? QUICK_WARM_UP_SECONDS : WARM_UP_SECONDS,
                options.chosen(seconds, SECONDS, QUICK_SECONDS),
                heap,
                options.settings());
        Progress progress = options.progress();
        List<LatencyRow> rows = new ArrayList<>();
        progress.say("Starting a broker and a registry ...");
        try (Stage stage = Stage.open()) {
            for (Commits commits : RUNS) {
                rows.add(new LatencyRun(plan, commits, stage, progress).run());
            }
        }
        var report = new LatencyReport(Place.here(), identities, SPIKES_PER_SECOND, rows);
        options.tell(report.lines(), report);
        return rows.stream().allMatch(row -> row.missing() == 0) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import io.keysurge.bench.stage.MeasurementOptions;
import io.keysurge.bench.stage.Place;
import io.keysurge.bench.stage.Stage;
import io.keysurge.evaluate.Progress;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long the detector is away when it starts again or hands over. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how long the detector takes to work again: with its state deleted, kept, or left by a kill -9; the"
                    + " hand-over between two instances; and what two cost beside one.",
            "Starts a broker of its own in a temporary directory and each detector in a JVM of its own. It takes Linux."
        })
public final class RestoreCommand implements Callable<Integer> {

    private static final int IDENTITIES = 1_000_000;
    private static final int QUICK_IDENTITIES = 100_000;
    private static final long EVENTS = 2_000_000;
    private static final long QUICK_EVENTS = 200_000;
    private static final int RATE = 5_000;
    private static final int QUICK_RATE = 1_000;

    @Mixin
    private MeasurementOptions options;

    @Option(
            names = "--identities",
            paramLabel = "N",
            description = "Identities that usage is drawn from. Default: 1 M; 0.1 M with --quick.")
    private @Nullable Integer identities;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Events that fill the state. Default: 2 M; 0.2 M with --quick.")
    private @Nullable Long events;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Usage events a second at the kill -9 and the hand-over. Default: 5000; 1000 with --quick.")
    private @Nullable Integer rate;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "Heap of each detector's JVM, as -Xmx takes it. Default: ${DEFAULT-VALUE}.")
    private String heap;

    /** For the command line. */
    public RestoreCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Place.requireProc();
        var plan = new RestorePlan(
                options.chosen(identities, IDENTITIES, QUICK_IDENTITIES),
                options.chosen(events, EVENTS, QUICK_EVENTS),
                options.chosen(rate, RATE, QUICK_RATE),
                heap,
                options.settings());
        Progress progress = options.progress();
        progress.say("Starting a broker and a registry ...");
        RestoreReport report;
        try (Stage stage = Stage.open()) {
            report = new RestoreRun(plan, stage, progress).run();
        }
        options.tell(RestoreText.lines(report), report);
        return ExitCode.OK;
    }
}

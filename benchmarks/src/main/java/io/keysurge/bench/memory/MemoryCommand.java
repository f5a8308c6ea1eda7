// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.memory;

import io.keysurge.bench.stage.MeasurementOptions;
import io.keysurge.bench.stage.Place;
import io.keysurge.bench.stage.Stage;
import io.keysurge.evaluate.Progress;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether memory stays bounded. */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what a detector holds in memory under steady usage of many identities, whether it grows, and what"
                    + " one identity costs on the heap, on disk and on the broker.",
            "Starts a broker of its own in a temporary directory and the detector in a JVM of its own. It takes Linux."
        })
public final class MemoryCommand implements Callable<Integer> {

    private static final int IDENTITIES = 1_000_000;
    private static final int QUICK_IDENTITIES = 100_000;
    private static final int RATE = 5_000;
    private static final int QUICK_RATE = 2_000;
    private static final int MINUTES = 20;
    private static final int QUICK_SECONDS = 45;

    @Mixin
    private MeasurementOptions options;

    @Option(
            names = "--identities",
            paramLabel = "N",
            description = "Identities, each known before sampling begins. Default: 1 M; 0.1 M with --quick.")
    private @Nullable Integer identities;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Minutes of steady usage. Default: 20; 45 seconds with --quick.")
    private @Nullable Integer minutes;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Usage events a second. Default: 5000; 2000 with --quick.")
    private @Nullable Integer rate;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "768m",
            description = "Heap of the detector's JVM, as -Xmx takes it. Default: ${DEFAULT-VALUE}.")
    private String heap;

    /** For the command line. */
    public MemoryCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Place.requireProc();
        var plan = new MemoryPlan(
                options.chosen(identities, IDENTITIES, QUICK_IDENTITIES),
                options.chosen(rate, RATE, QUICK_RATE),
                seconds(),
                heap,
                options.settings());
        Progress progress = options.progress();
        progress.say("Starting a broker and a registry ...");
        MemoryReport report;
        try (Stage stage = Stage.open()) {
            report = new MemoryRun(plan, stage, progress).run();
        }
        options.tell(MemoryText.lines(report), report);
        return ExitCode.OK;
    }

    private int seconds() {
        Integer asked = minutes == null ? null : inSeconds(minutes);
        return options.chosen(asked, inSeconds(MINUTES), QUICK_SECONDS);
    }

    private static int inSeconds(int minutes) {
        return Math.toIntExact(TimeUnit.MINUTES.toSeconds(minutes));
    }
}

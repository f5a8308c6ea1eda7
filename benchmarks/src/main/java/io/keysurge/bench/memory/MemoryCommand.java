// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.memory;

import io.keysurge.bench.stage.Place;
import io.keysurge.bench.stage.Stage;
import io.keysurge.evaluate.Json;
import io.keysurge.evaluate.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

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

    @Option(names = "--quick", description = "Shorter: figures for a change at hand, not for a page.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every figure as JSON as well.")
    private @Nullable Path json;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "768m",
            description = "Heap of the detector's JVM, as -Xmx takes it. Default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting of the detector.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** For the command line. */
    public MemoryCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Place.requireProc();
        var plan = new MemoryPlan(
                identities != null ? identities : quick ? QUICK_IDENTITIES : IDENTITIES,
                rate != null ? rate : quick ? QUICK_RATE : RATE,
                seconds(),
                heap,
                settings);
        var progress = new Progress(spec.commandLine().getErr());
        progress.say("Starting a broker and a registry ...");
        MemoryReport report;
        try (Stage stage = Stage.open()) {
            report = new MemoryRun(plan, stage, progress).run();
        }
        PrintWriter out = spec.commandLine().getOut();
        MemoryText.lines(report).forEach(out::println);
        out.flush();
        if (json != null) {
            Files.writeString(json, Json.of(report) + "\n");
        }
        return ExitCode.OK;
    }

    private int seconds() {
        if (minutes == null && quick) {
            return QUICK_SECONDS;
        }
        return Math.toIntExact(TimeUnit.MINUTES.toSeconds(minutes == null ? MINUTES : minutes));
    }
}

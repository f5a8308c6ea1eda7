// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import io.keysurge.bench.stage.MeasurementOptions;
import io.keysurge.bench.stage.Place;
import io.keysurge.bench.stage.Stage;
import io.keysurge.bench.throughput.system.DetectorSettings;
import io.keysurge.bench.throughput.system.SystemName;
import io.keysurge.evaluate.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an event costs, beside what else could read the topic. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what an event costs in CPU, beside what else could read the same topic.",
            "Starts a broker of its own in a temporary directory, fills a topic, and runs one system after the other in"
                    + " a JVM of its own. CPU is read from /proc, so it takes Linux. Exit code 1: a system failed, or its"
                    + " alerts were not those of the recount."
        })
public final class ThroughputCommand implements Callable<Integer> {

    private static final List<Integer> SIZES = List.of(10_000, 1_000_000);
    private static final long EVENTS = 6_000_000;
    private static final long WARM_UP = 3_000_000;
    private static final long QUICK_EVENTS = 1_500_000;
    private static final long QUICK_WARM_UP = 800_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private MeasurementOptions options;

    @Option(
            names = "--identities",
            paramLabel = "N",
            split = ",",
            description = "Identities of the topic; of several numbers, a topic for each. Default: 10000,1000000.")
    private List<Integer> identities = SIZES;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Events on the topic. Default: 6 M; 1.5 M with --quick.")
    private @Nullable Long events;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "Events before the clock starts. Default: 3 M; 0.8 M with --quick; at most two thirds of all.")
    private @Nullable Long warmUp;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Events in a second of event time. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--only",
            paramLabel = "SYSTEM",
            split = ",",
            description =
                    "Run these systems only, of: raw, specific, floor, keysurge-bare, keysurge, keysurge-declared, dsl, flink, flink-tuned.")
    private List<String> only = List.of();

    @Option(
            names = "--guarantee",
            paramLabel = "G",
            description =
                    "exactly_once_v2 or at_least_once, for all that runs on Kafka Streams. Default: the detector's.")
    private @Nullable String guarantee;

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            description = "Milliseconds between commits, for all that runs on Kafka Streams. Default: the detector's.")
    private @Nullable Long commitInterval;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "2g",
            description = "Heap of each system's JVM, as -Xmx takes it. Default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "A further option of each system's JVM, such as one that starts a profiler.")
    private List<String> jvmOptions = List.of();

    @Option(
            names = "--flame-graphs",
            paramLabel = "DIR",
            description =
                    "Record each system and draw where its time goes, as DIR/SYSTEM-IDENTITIES.svg. Recording costs a few per cent.")
    private @Nullable Path flameGraphs;

    ThroughputCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Place.requireProc();
        Plan plan = plan();
        DetectorSettings.check(plan.settings());
        if (flameGraphs != null) {
            Files.createDirectories(flameGraphs);
        }
        Progress progress = options.progress();
        List<Row> rows = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int size : plan.identities()) {
            progress.say("Starting a broker and a registry ...");
            try (Stage stage = Stage.open()) {
                Round.Outcome outcome = new Round(plan, size, stage, progress).run();
                rows.addAll(outcome.rows());
                failures.addAll(outcome.failures());
            }
        }
        Report report = Report.of(plan, rows, failures);
        options.tell(ReportText.lines(report), report);
        return report.holds() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Plan plan() {
        long total = options.chosen(events, EVENTS, QUICK_EVENTS);
        long before = options.chosen(warmUp, Math.min(WARM_UP, total * 2 / 3), Math.min(QUICK_WARM_UP, total * 2 / 3));
        if (before < 0 || before >= total) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--warm-up: " + before + " (expected: 0 or more, and fewer than the " + total + " events)");
        }
        Map<String, String> asked = new LinkedHashMap<>(options.settings());
        if (guarantee != null) {
            asked.put("detector.processing.guarantee", guarantee);
        }
        if (commitInterval != null) {
            asked.put("detector.commit.interval.ms", commitInterval.toString());
            asked.put("detector.commit.interval.behind.ms", commitInterval.toString());
        }
        return new Plan(identities, total, before, rate, systems(), asked, heap, flameGraphs, jvmOptions);
    }

    private List<SystemName> systems() {
        if (only.isEmpty()) {
            return Arrays.asList(SystemName.values());
        }
        List<SystemName> chosen = new ArrayList<>();
        for (String name : only) {
            try {
                chosen.add(SystemName.of(name));
            } catch (IllegalArgumentException unknown) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--only: " + name.toLowerCase(Locale.ROOT) + " (expected: of "
                                + Arrays.toString(SystemName.values()) + ")");
            }
        }
        return chosen;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Every measurement, one after the other: within an hour, or with {@code --quick} within eight minutes. */
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        description = {
            "Runs every measurement, one after the other: within an hour on a quiet machine, within eight minutes with"
                    + " --quick.",
            "One that fails does not keep the others from running. The exit code is that of the worst."
        })
final class AllCommand implements Callable<Integer> {

    private static final double NANOS_PER_MINUTE = 60e9;

    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "Shorter: figures for a change at hand, not for a page.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "DIR", description = "Write each measurement's figures to DIR/<name>.json.")
    private @Nullable Path json;

    AllCommand() {}

    @Override
    public Integer call() throws IOException {
        if (json != null) {
            Files.createDirectories(json);
        }
        PrintWriter out = spec.commandLine().getOut();
        List<String> summary = new ArrayList<>();
        int worst = ExitCode.OK;
        for (Map.Entry<String, List<String>> measurement : measurements(quick).entrySet()) {
            String name = measurement.getKey();
            out.println("== " + name + " ==");
            out.flush();
            long begun = System.nanoTime();
            int exitCode = bench().execute(arguments(name, measurement.getValue()));
            double minutes = (System.nanoTime() - begun) / NANOS_PER_MINUTE;
            out.println();
            summary.add(String.format(Locale.ROOT, "%s: %.1f min, exit code %d", name, minutes, exitCode));
            worst = Math.max(worst, exitCode);
        }
        summary.forEach(out::println);
        out.flush();
        return worst;
    }

    /** What runs, in order, and with which options of its own. */
    static Map<String, List<String>> measurements(boolean quick) {
        Map<String, List<String>> measurements = new LinkedHashMap<>();
        measurements.put("throughput", quick ? List.of("--quick", "--identities", "10000") : List.of());
        for (String name : List.of("latency", "restore", "whatif")) {
            measurements.put(name, quick ? List.of("--quick") : List.of());
        }
        measurements.put("memory", quick ? List.of("--quick") : List.of("--minutes", "20"));
        return measurements;
    }

    /** A command line of its own: one that is under way cannot be used again. */
    private CommandLine bench() {
        return Bench.commandLine()
                .setOut(spec.commandLine().getOut())
                .setErr(spec.commandLine().getErr());
    }

    private String[] arguments(String name, List<String> own) {
        List<String> arguments = new ArrayList<>(List.of(name));
        arguments.addAll(own);
        if (json != null) {
            arguments.addAll(List.of("--json", json.resolve(name + ".json").toString()));
        }
        return arguments.toArray(String[]::new);
    }
}

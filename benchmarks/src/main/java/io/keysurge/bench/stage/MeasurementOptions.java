// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import io.keysurge.evaluate.Json;
import io.keysurge.evaluate.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every measurement has, and how it tells what it saw. */
public final class MeasurementOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--quick", description = "Shorter, on less: figures for a change at hand, not for a page.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every figure as JSON as well.")
    private @Nullable Path json;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting of the detector.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** For the command line. */
    public MeasurementOptions() {}

    /** Whether it shall be short. */
    public boolean quick() {
        return quick;
    }

    /**
     * What was asked for, or what is usual.
     *
     * @param asked null when nothing was
     */
    public <T> T chosen(@Nullable T asked, T usual, T whenQuick) {
        if (asked != null) {
            return asked;
        }
        return quick ? whenQuick : usual;
    }

    /** Settings of the detector that were asked for. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Where people are told how far it is. */
    public Progress progress() {
        return new Progress(command.commandLine().getErr());
    }

    /** Prints a report, and writes it where that was asked for. */
    public void tell(List<String> lines, Object report) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
        if (json != null) {
            Files.writeString(json, Json.of(report) + "\n");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.config.DetectionConfig;
import io.keysurge.export.Export;
import io.keysurge.export.Format;
import io.keysurge.export.Table;
import io.keysurge.history.Span;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what the topics say into files. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes usage, sums by minute, alerts or actions into a file for other tools. The columns: topology-docs/export.md.",
            "The file appears when it is complete. Times are event times, in UTC; amounts of money are exact.",
            "Exit code 0: all is in it. 1: it failed and there is no file, or records that cannot be read are left out."
        })
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--what",
            required = true,
            paramLabel = "WHAT",
            description = "One of usage, minutes, alerts, actions.")
    private Table what = Table.USAGE;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "One of parquet, csv, jsonl.")
    private Format format = Format.PARQUET;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only what happened at this instant or later, such as 2026-11-24T00:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what happened before this instant.")
    private @Nullable Instant to;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE_OR_DIR",
            description = "Where to; in a directory the file is called WHAT.FORMAT, such as usage.parquet.")
    private Path out = Path.of("");

    @Option(names = "--overwrite", description = "Replace a file that is there.")
    private boolean overwrite;

    ExportCommand() {}

    @Override
    public Integer call() {
        Span span = LogOptions.span(from, to, spec);
        Path file = Files.isDirectory(out) ? out.resolve(what.label() + "." + format.extension()) : out;
        Settings settings = common.settings(DetectionConfig.addTo(CommonSettings.definition()));
        ProgressLine progress =
                new ProgressLine(spec.commandLine().getErr(), Terminal.current().interactive(), System::nanoTime);
        var export = new Export(
                CommonSettings.topics(settings),
                settings.clientSettings(),
                DetectionConfig.of(settings),
                span,
                (read, total) -> progress.show("read", read, total == 0 ? 1 : (double) read / total));
        try {
            export.write(what, format, file, overwrite);
        } finally {
            progress.clear();
        }
        tell(export, file);
        return export.unreadable() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void tell(Export export, Path file) {
        PrintWriter err = spec.commandLine().getErr();
        if (export.refused() > 0) {
            err.println(String.format(
                    Locale.ROOT,
                    "%,d records of usage that the detector refuses are left out; see `keysurge rejected list`.",
                    export.refused()));
        }
        if (export.unreadable() > 0) {
            err.println(
                    String.format(Locale.ROOT, "%,d records cannot be decoded and are left out.", export.unreadable()));
        }
        err.flush();
        PrintWriter told = spec.commandLine().getOut();
        told.println(String.format(Locale.ROOT, "Wrote %,d rows to %s.", export.rows(), file));
        told.flush();
    }
}

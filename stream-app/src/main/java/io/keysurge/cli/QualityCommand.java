// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.config.DetectionConfig;
import io.keysurge.history.Span;
import io.keysurge.quality.QualityJson;
import io.keysurge.quality.QualityReport;
import io.keysurge.quality.QualityTable;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how well each producer publishes. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description = {
            "Tells how well each producer publishes: what counted, what came twice (the same event_id of an identity within the grace period), too late or was refused and why, how much says not whose it is, how far clocks are off, and which schema versions are in use.",
            "Judged as the detector judges, from the beginning of the usage that is retained; what was refused is known as long as keysurge.usage-rejected keeps it. Takes up to about 2 kB of memory for each identity.",
            "Skew is the time from an event's occurred_at until the broker appended it; times are UTC."
        })
final class QualityCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--producer", paramLabel = "NAME", description = "Only this producer's; \"\" is what names none.")
    private @Nullable String producer;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only what was appended at this instant or later, such as 2026-11-24T00:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what was appended before this instant.")
    private @Nullable Instant to;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    QualityCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Span span = LogOptions.span(from, to, spec);
        Settings settings = common.settings(DetectionConfig.addTo(CommonSettings.definition()));
        ProgressLine progress =
                new ProgressLine(spec.commandLine().getErr(), Terminal.current().interactive(), System::nanoTime);
        QualityReport report;
        try {
            report = QualityReport.of(
                    CommonSettings.topics(settings),
                    settings.clientSettings(),
                    DetectionConfig.of(settings),
                    span,
                    (read, total) -> progress.show("read", read, total == 0 ? 1 : (double) read / total));
        } finally {
            progress.clear();
        }
        QualityReport shown = producer == null ? report : report.only(producer);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(QualityJson.of(shown));
        } else {
            QualityTable.lines(shown).forEach(out::println);
        }
        out.flush();
        return ExitCode.OK;
    }
}

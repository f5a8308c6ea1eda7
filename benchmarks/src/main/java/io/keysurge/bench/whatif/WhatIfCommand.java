// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.whatif;

import io.keysurge.bench.stage.MeasurementOptions;
import io.keysurge.bench.stage.Place;
import io.keysurge.bench.stage.Stage;
import io.keysurge.evaluate.Progress;
import io.keysurge.evaluate.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast the log is judged again. */
@Command(
        name = "whatif",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast `replay` and `whatif` go through a topic: read alone, decoded, judged once, judged twice.",
            "Starts a broker of its own in a temporary directory. It takes Linux."
        })
public final class WhatIfCommand implements Callable<Integer> {

    private static final int IDENTITIES = 10_000;
    private static final long EVENTS = 10_000_000;
    private static final long QUICK_EVENTS = 1_000_000;

    @Mixin
    private MeasurementOptions options;

    @Option(
            names = "--identities",
            paramLabel = "N",
            description = "Identities that usage is drawn from. Default: 10,000.")
    private @Nullable Integer identities;

    @Option(names = "--events", paramLabel = "N", description = "Events. Default: 10 M; 1 M with --quick.")
    private @Nullable Long events;

    /** For the command line. */
    public WhatIfCommand() {}

    @Override
    public Integer call() throws Exception {
        Place.requireProc();
        Progress progress = options.progress();
        progress.say("Starting a broker and a registry ...");
        WhatIfReport report;
        try (Stage stage = Stage.open()) {
            report = new WhatIfRun(
                            options.chosen(identities, IDENTITIES, IDENTITIES),
                            options.chosen(events, EVENTS, QUICK_EVENTS),
                            stage,
                            progress)
                    .run();
        }
        options.tell(lines(report), report);
        return ExitCode.OK;
    }

    private static List<String> lines(WhatIfReport report) {
        var table = new TextTable("each event is", "s", "events/s", "CPU s per million");
        for (Pass pass : report.passes()) {
            table.add(List.of(
                    pass.work(),
                    String.format(Locale.ROOT, "%.1f", pass.seconds()),
                    String.format(Locale.ROOT, "%,.0f", pass.eventsPerS()),
                    String.format(Locale.ROOT, "%.2f", pass.cpuSPerMillion())));
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(Locale.ROOT, "%,d events of up to %,d identities", report.events(), report.identities()));
        lines.addAll(table.lines());
        lines.add(report.place().inWords());
        return lines;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.config.DetectionConfig;
import io.keysurge.config.SpendConfig;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.history.Retelling;
import io.keysurge.history.Span;
import io.keysurge.identities.IdentityFolder;
import io.keysurge.identities.InvalidIdentitiesException;
import io.keysurge.replay.AlertDifference;
import io.keysurge.replay.AlertEpisode;
import io.keysurge.replay.DifferenceText;
import io.keysurge.replay.LogReplay;
import io.keysurge.replay.LogReplay.Outcome;
import io.keysurge.replay.LogReplay.Way;
import io.keysurge.runtime.Settings;
import io.keysurge.translate.AlertTranslation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what other settings would have found. */
@Command(
        name = "whatif",
        mixinStandardHelpOptions = true,
        description = {
            "Judges the usage topic twice, with the settings in force and with changed ones, and shows how the alerts differ: new, lost, moved, of another severity.",
            "--set changes a setting of detection, such as sensitivity.token.spike=1.2. token.spike.margin=0.9 says the same as a factor on the margin: sensitivity.token.spike=1.1111; spike.margin is short for it.",
            "It reads from the oldest usage there is; --from and --to say which alerts are compared. Alerts about groups of identities are not judged.",
            "Exit code 0: it is told, whatever it is. 1: it failed."
        })
final class WhatIfCommand implements Callable<Integer> {

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private LogOptions log;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Changed settings of detection, as a properties file.")
    private @Nullable Path policy;

    @Option(
            names = "--identities",
            paramLabel = "DIR",
            description =
                    "What the registry would say: identities as code, as `identities apply` takes them, from the first event on and instead of the registry topic.")
    private @Nullable Path identities;

    @Option(
            names = "--top",
            defaultValue = "20",
            paramLabel = "N",
            description = "Name the N gravest of each sort. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(names = "--json", description = "Print JSON Lines: each episode that differs, then the sums.")
    private boolean json;

    WhatIfCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException, InvalidIdentitiesException {
        LogOptions.requireCount("--top", top, spec);
        var supposed = new SupposedSettings(common, spec);
        Settings inForce = supposed.inForce();
        Settings changed = supposed.changed(policy);
        Span span = log.span(spec);
        List<IdentityRecord> registry = identities == null
                ? null
                : List.copyOf(IdentityFolder.read(identities).identities().values());
        long now = InstantSource.system().millis();
        var progress =
                new ProgressLine(spec.commandLine().getErr(), Terminal.current().interactive(), System::nanoTime);
        Retelling retelling = log.log(
                inForce,
                SpendConfig.of(inForce).prices(),
                (read, total) -> progress.show("judged", read, (double) read / Math.max(1, total)));
        long begun = System.nanoTime();
        List<Outcome> outcomes;
        try {
            outcomes = new LogReplay(List.of(way(inForce, null), way(changed, registry)), span, log.identities(), now)
                    .run(retelling);
        } finally {
            progress.clear();
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        print(AlertDifference.of(
                AlertEpisode.of(outcomes.get(0).alerts()),
                AlertEpisode.of(outcomes.get(1).alerts())));
        long events = outcomes.get(0).tally().counted();
        spec.commandLine()
                .getErr()
                .println(String.format(
                        Locale.ROOT,
                        "Judged %,d events twice in %.1f s (%,.0f events/s).",
                        events,
                        seconds,
                        events / Math.max(seconds, 1 / NANOS)));
        return ExitCode.OK;
    }

    private static Way way(Settings settings, @Nullable List<IdentityRecord> registry) {
        var translation = new AlertTranslation(DetectionMode.REPLAY, DetectionConfig.hash(settings));
        return new Way(DetectionConfig.of(settings), translation, registry);
    }

    private void print(AlertDifference difference) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> lines = json ? DifferenceText.json(difference) : DifferenceText.lines(difference, top);
        lines.forEach(out::println);
        out.flush();
    }
}

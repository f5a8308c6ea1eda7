// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertLine;
import io.keysurge.config.DetectionConfig;
import io.keysurge.config.SpendConfig;
import io.keysurge.contract.Alert;
import io.keysurge.contract.DetectionMode;
import io.keysurge.history.Retelling;
import io.keysurge.history.Span;
import io.keysurge.json.RecordJson;
import io.keysurge.replay.AlertComparison;
import io.keysurge.replay.LiveAlerts;
import io.keysurge.replay.LogReplay;
import io.keysurge.replay.LogReplay.Outcome;
import io.keysurge.replay.LogReplay.Way;
import io.keysurge.replay.ReplayTopic;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.translate.AlertTranslation;
import java.io.PrintWriter;
import java.nio.file.Path;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges the log again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Judges the usage topic again with the settings in force and prints the alerts in order of event time.",
            "It reads from the oldest usage there is, since an identity is measured by what it did before; --from and --to say which alerts are shown.",
            "Alerts about groups of identities (business units, applications, producers, shared budgets) are not judged: the running detector tells those of sums.",
            "Exit code 0: done. 2: --compare found a difference. 1: it failed."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int DIFFERS = 2;
    private static final int MOST_NAMED = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private LogOptions log;

    @Option(
            names = "--compare",
            description = "Compare with what the running detector said, to the last field, and print the difference.")
    private boolean compare;

    @Option(
            names = "--to-topic",
            paramLabel = "TOPIC",
            description =
                    "Write the alerts there, marked as a replay, rather than print them: a topic of its own, which no detector or sink reads. Created if it does not exist.")
    private @Nullable String toTopic;

    @Option(
            names = "--to-config",
            paramLabel = "FILE",
            description =
                    "Settings, over the others, of whoever writes to --to-topic: a principal that may write nowhere else.")
    private @Nullable Path toConfig;

    @Option(names = "--json", description = "Print JSON Lines with the Alert schema's field names.")
    private boolean json;

    ReplayCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = common.settings(LogOptions.definition());
        Span span = log.span(spec);
        if (toTopic != null
                && CommonSettings.topics(settings).all().stream()
                        .anyMatch(topic -> topic.name().equals(toTopic))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--to-topic: " + toTopic + " (expected: a topic that Keysurge itself does not use)");
        }
        long now = InstantSource.system().millis();
        var progress =
                new ProgressLine(spec.commandLine().getErr(), Terminal.current().interactive(), System::nanoTime);
        Retelling retelling = log.log(
                settings,
                SpendConfig.of(settings).prices(),
                (read, total) -> progress.show("judged", read, (double) read / Math.max(1, total)));
        var way = new Way(
                DetectionConfig.of(settings),
                new AlertTranslation(DetectionMode.REPLAY, DetectionConfig.hash(settings)),
                null);
        Outcome outcome;
        try {
            outcome = new LogReplay(List.of(way), span, log.identities(), now)
                    .run(retelling)
                    .get(0);
        } finally {
            progress.clear();
        }
        boolean equal = tell(settings, span, outcome);
        summarise(outcome, retelling);
        return equal ? ExitCode.OK : DIFFERS;
    }

    private boolean tell(Settings settings, Span span, Outcome outcome) throws InterruptedException {
        if (toTopic != null) {
            Settings writer = common.settings(LogOptions.definition(), toConfig, common.flags());
            ReplayTopic.write(writer.clientSettings(), toTopic, outcome.alerts());
            spec.commandLine()
                    .getErr()
                    .println("Wrote " + outcome.alerts().size() + " alert revisions to " + toTopic + ".");
        }
        if (compare) {
            return compare(settings, span, outcome);
        }
        if (toTopic == null) {
            outcome.alerts().forEach(this::print);
        }
        return true;
    }

    private boolean compare(Settings settings, Span span, Outcome outcome) {
        List<Alert> live = LiveAlerts.read(
                settings.clientSettings(),
                CommonSettings.topics(settings).alerts().name(),
                alert -> span.includes(alert.getRaisedAt()) && isJudged(alert),
                spec.commandLine().getErr()::println);
        AlertComparison comparison = AlertComparison.of(live, outcome.alerts());
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%,d revisions equal; %,d only live, %,d only replayed, %,d differ.",
                comparison.equal(),
                comparison.missing().size(),
                comparison.further().size(),
                comparison.different().size()));
        name("only live", comparison.missing());
        name("only replayed", comparison.further());
        name("differs", comparison.different());
        return comparison.isEqual();
    }

    private boolean isJudged(Alert alert) {
        return log.identities().isEmpty()
                ? !LiveAlerts.isAboutGroup(alert)
                : log.identities().contains(alert.getIdentityId());
    }

    private void name(String what, List<Alert> alerts) {
        PrintWriter out = spec.commandLine().getOut();
        alerts.stream()
                .limit(MOST_NAMED)
                .forEach(alert -> out.println(
                        "  " + what + ": revision " + alert.getRevision() + "  " + AlertLine.of(alert, false)));
        if (alerts.size() > MOST_NAMED) {
            out.println("  " + what + ": and " + (alerts.size() - MOST_NAMED) + " more");
        }
    }

    private void print(Alert alert) {
        boolean coloured = Terminal.current().coloured();
        spec.commandLine().getOut().println(json ? RecordJson.write(alert) : AlertLine.of(alert, coloured));
    }

    private void summarise(Outcome outcome, Retelling retelling) {
        spec.commandLine().getOut().flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println(String.format(
                Locale.ROOT,
                "Judged %,d events of %,d identities: %,d alert revisions; %,d duplicates, %,d late, %,d unjudged, %,d refused.",
                outcome.tally().counted(),
                outcome.identities(),
                outcome.alerts().size(),
                outcome.tally().duplicates(),
                outcome.tally().late(),
                outcome.tally().unjudged(),
                retelling.refused()));
        err.flush();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertLine;
import io.keysurge.config.DetectionConfig;
import io.keysurge.config.GroupConfig;
import io.keysurge.config.ImportConfig;
import io.keysurge.config.SpendConfig;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Position;
import io.keysurge.json.RecordJson;
import io.keysurge.load.Line;
import io.keysurge.load.UnreadableFileException;
import io.keysurge.load.UsageFile;
import io.keysurge.load.UsageFormat;
import io.keysurge.replay.ActionFile;
import io.keysurge.replay.ExposureFile;
import io.keysurge.replay.GroupReplay;
import io.keysurge.replay.IdentityFile;
import io.keysurge.replay.Replay;
import io.keysurge.replay.SharedBudgetFile;
import io.keysurge.rollup.SpendSettings;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.translate.AlertTranslation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the engine over files. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the detector's engine over files, without a broker, and prints the alerts.",
            "The ids are those that the running detector gives the same records in the same order.",
            "Of groups of identities they may differ: here those are told of each event at once, and by the running detector of sums, which may cross a line an hour later."
        })
final class DetectCommand implements Callable<Integer> {

    private static final int MOST_NAMED = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ImportOptions imports;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to judge, in this order.")
    private List<Path> files;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "As load has it. Default: jsonl for names with .jsonl in them, otherwise minutes.")
    private @Nullable String format;

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description =
                    "What the identity registry says: IdentityRecords as JSON, one after the other or in an array.")
    private @Nullable Path identities;

    @Option(
            names = "--exposures",
            paramLabel = "FILE",
            description =
                    "Credentials that were found where they should not be: ExposureReports as JSON. Each is known from the first event on that is not older than found_at.")
    private @Nullable Path exposures;

    @Option(
            names = "--actions",
            paramLabel = "FILE",
            description =
                    "What the sink did: ActionRecords as JSON. Each is known from the first event on that is not older than updated_at.")
    private @Nullable Path actions;

    @Option(
            names = "--shared-budgets",
            paramLabel = "FILE",
            description =
                    "What business units, owners, applications and agents may consume together: SharedBudgets as JSON.")
    private @Nullable Path sharedBudgets;

    @Option(names = "--json", description = "Print JSON Lines with the Alert schema's field names.")
    private boolean json;

    private final Deque<ExposureReport> reports = new ArrayDeque<>();
    private final Deque<ActionRecord> done = new ArrayDeque<>();
    private long refused;
    private long alerts;

    @Override
    public Integer call() throws IOException {
        Settings settings = common.settings(
                ImportConfig.addTo(SpendConfig.addTo(DetectionConfig.addTo(CommonSettings.definition()))));
        var translation = new AlertTranslation(DetectionMode.REPLAY, DetectionConfig.hash(settings));
        DetectionSettings detection = DetectionConfig.of(settings);
        SpendSettings spend = SpendConfig.of(settings);
        var groups = new GroupReplay(detection, GroupConfig.of(settings), spend.kept(), translation);
        var replay = new Replay(detection, translation, spend.prices(), groups);
        if (identities != null) {
            for (IdentityRecord identity : IdentityFile.read(identities)) {
                replay.register(identity);
            }
        }
        if (sharedBudgets != null) {
            SharedBudgetFile.read(sharedBudgets).forEach(groups::allow);
        }
        if (exposures != null) {
            reports.addAll(ExposureFile.read(exposures));
        }
        if (actions != null) {
            done.addAll(ActionFile.read(actions));
        }
        boolean complete = true;
        for (Path file : files) {
            complete &= judge(file, replay, settings);
        }
        spec.commandLine().getOut().flush();
        summarise(replay);
        return complete ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean judge(Path path, Replay replay, Settings settings) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        String name = String.valueOf(path.getFileName());
        try (UsageFile file = UsageFile.open(path, formatOf(name, settings), InstantSource.system(), err::println)) {
            while (file.hasNext()) {
                Line line = file.next();
                if (line instanceof Line.Good good) {
                    expose(good.event().getOccurredAt(), name, replay);
                    act(good.event().getOccurredAt(), name, replay);
                    replay.judge(good.event(), new Position(name, 0, good.line()))
                            .forEach(this::print);
                } else if (line instanceof Line.Bad bad) {
                    refuse(path, bad);
                }
            }
            return true;
        } catch (UnreadableFileException e) {
            err.println(e.getMessage());
            return false;
        }
    }

    private void expose(Instant now, String name, Replay replay) {
        while (!reports.isEmpty() && !reports.peek().getFoundAt().isAfter(now)) {
            ExposureReport report = reports.remove();
            replay.expose(report, report.getFoundAt(), offset -> new Position(name, 0, offset))
                    .forEach(this::print);
        }
    }

    private void act(Instant now, String name, Replay replay) {
        while (!done.isEmpty() && !done.peek().getUpdatedAt().isAfter(now)) {
            ActionRecord action = done.remove();
            replay.act(action, action.getUpdatedAt(), offset -> new Position(name, 0, offset))
                    .forEach(this::print);
        }
    }

    private UsageFormat formatOf(String name, Settings settings) throws IOException {
        String chosen = format != null ? format : name.contains(".jsonl") ? "jsonl" : "minutes";
        return imports.format(spec, chosen, settings);
    }

    private void print(Alert alert) {
        alerts++;
        boolean coloured = Terminal.current().coloured();
        spec.commandLine().getOut().println(json ? RecordJson.write(alert) : AlertLine.of(alert, coloured));
    }

    private void refuse(Path path, Line.Bad bad) {
        refused++;
        PrintWriter err = spec.commandLine().getErr();
        if (refused <= MOST_NAMED) {
            err.println(path + ": line " + bad.line() + ": " + bad.field() + ": " + bad.why());
        } else if (refused == MOST_NAMED + 1) {
            err.println("Further refused lines are counted only.");
        }
    }

    private void summarise(Replay replay) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(String.format(
                Locale.ROOT,
                "Judged %,d events of %,d identities: %,d alert revisions; %,d duplicates, %,d late, %,d unjudged, %,d refused lines.",
                replay.tally().counted(),
                replay.identities(),
                alerts,
                replay.tally().duplicates(),
                replay.tally().late(),
                replay.tally().unjudged(),
                refused));
        err.flush();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertLine;
import io.keysurge.alerts.AlertSearch;
import io.keysurge.alerts.Log;
import io.keysurge.alerts.NoSuchAlertException;
import io.keysurge.alerts.Tailed;
import io.keysurge.config.DetectionConfig;
import io.keysurge.config.SpendConfig;
import io.keysurge.contract.Alert;
import io.keysurge.contract.DetectionMode;
import io.keysurge.history.Retelling;
import io.keysurge.history.Retelling.Question;
import io.keysurge.replay.Explanation;
import io.keysurge.replay.ExplanationText;
import io.keysurge.replay.LiveAlerts;
import io.keysurge.replay.LogReplay.Way;
import io.keysurge.replay.Reproduction;
import io.keysurge.replay.ReproductionText;
import io.keysurge.replay.SourceExplanation;
import io.keysurge.replay.SourceExplanationText;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.translate.AlertTranslation;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes an alert again. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Computes an alert again from the log and shows, event by event, what was judged, what was usual, from where on TOKEN_SPIKE speaks, and what was decided.",
            "Of an alert about a source it shows the keys that were tried; who tries keys is in everybody's events, so the whole log is judged.",
            "tokens/min, usual and threshold are those of the alert's window, where it is one of TOKEN_SPIKE's (1, 2, 10 or 60 minutes), else of one minute; alerts of other types have their own measures, which the first two lines tell.",
            "Exit code 0: it came out as recorded. 2: it did not, or there is no such alert. 1: it failed."
        })
final class ExplainCommand implements Callable<Integer> {

    private static final int DIFFERS = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(
            paramLabel = "ALERT_ID",
            description = "The alert, by its id or 8 or more of its first characters, as `alerts` shows it.")
    private String alertId = "";

    @Option(
            names = "--revision",
            defaultValue = "1",
            paramLabel = "N",
            description = "Which revision is shown event by event. Default: ${DEFAULT-VALUE}, the opening one.")
    private int revision;

    @Option(
            names = "--last",
            defaultValue = "20",
            paramLabel = "N",
            description = "Show the last N events of the window. Default: ${DEFAULT-VALUE}.")
    private int last;

    @Option(names = "--json", description = "Print one JSON object, with every event.")
    private boolean json;

    ExplainCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        LogOptions.requireCount("--last", last, spec);
        Settings settings = common.settings(LogOptions.definition());
        List<Alert> recorded = recorded(settings);
        String subject = recorded.get(0).getIdentityId();
        if (LiveAlerts.isAboutGroup(recorded.get(0))) {
            throw wrong(
                    alertId + ": is about " + AlertLine.printable(subject)
                            + " (expected: an alert about an identity, a source or a partition; groups are judged by sums that are kept for a day)");
        }
        boolean isAboutIdentity = !subject.startsWith(AlertTranslation.SOURCE_PREFIX)
                && !subject.startsWith(AlertTranslation.PARTITION_PREFIX);
        Reproduction reproduction = isAboutIdentity ? identity(settings, recorded) : source(settings, recorded);
        return ReproductionText.isReproduced(reproduction) ? ExitCode.OK : DIFFERS;
    }

    private Reproduction identity(Settings settings, List<Alert> recorded) throws InterruptedException {
        var explanation = shown(() -> new Explanation(recorded, revision));
        judge(
                settings,
                explanation.reproduction().revision(),
                Set.of(recorded.get(0).getIdentityId()),
                explanation::run);
        print(() -> ExplanationText.lines(explanation, last), () -> ExplanationText.json(explanation));
        return explanation.reproduction();
    }

    private Reproduction source(Settings settings, List<Alert> recorded) throws InterruptedException {
        var explanation = shown(() -> new SourceExplanation(recorded, revision));
        judge(settings, explanation.reproduction().revision(), Set.of(), explanation::run);
        print(() -> SourceExplanationText.lines(explanation, last), () -> SourceExplanationText.json(explanation));
        return explanation.reproduction();
    }

    private <T> T shown(Supplier<T> explanation) {
        try {
            return explanation.get();
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
    }

    /** Computes again from the log. */
    private interface Judgement {
        void run(Retelling log, Way way, long now) throws InterruptedException;
    }

    private void judge(Settings settings, Alert shown, Set<String> identities, Judgement judgement)
            throws InterruptedException {
        var progress =
                new ProgressLine(spec.commandLine().getErr(), Terminal.current().interactive(), System::nanoTime);
        var log = new Retelling(
                settings.clientSettings(),
                CommonSettings.topics(settings),
                new Question(
                        shown.getLastEvent().getTopic(),
                        identities,
                        SpendConfig.of(settings).prices()),
                (read, total) -> progress.show("read", read, (double) read / Math.max(1, total)));
        try {
            judgement.run(
                    log,
                    new Way(
                            DetectionConfig.of(settings),
                            new AlertTranslation(DetectionMode.REPLAY, DetectionConfig.hash(settings)),
                            null),
                    InstantSource.system().millis());
        } finally {
            progress.clear();
        }
    }

    private void print(Supplier<List<String>> lines, Supplier<String> object) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(object.get());
        } else {
            lines.get().forEach(out::println);
        }
        out.flush();
    }

    private List<Alert> recorded(Settings settings) {
        try {
            var search = new AlertSearch(alertId);
            new Log(settings.clientSettings(), spec.commandLine().getErr()::println)
                    .read(Alert.class, CommonSettings.topics(settings).alerts().name(), search::take);
            return search.revisions().stream().map(Tailed::value).toList();
        } catch (NoSuchAlertException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

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
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.topics.Topics;
import io.keysurge.translate.AlertTranslation;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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
        Explanation explanation = explanation(settings);
        Topics topics = CommonSettings.topics(settings);
        Alert shown = explanation.revision();
        var progress =
                new ProgressLine(spec.commandLine().getErr(), Terminal.current().interactive(), System::nanoTime);
        var log = new Retelling(
                settings.clientSettings(),
                topics,
                new Question(
                        shown.getLastEvent().getTopic(),
                        Set.of(shown.getIdentityId()),
                        SpendConfig.of(settings).prices()),
                (read, total) -> progress.show("read", read, (double) read / Math.max(1, total)));
        try {
            explanation.run(
                    log,
                    new Way(
                            DetectionConfig.of(settings),
                            new AlertTranslation(DetectionMode.REPLAY, DetectionConfig.hash(settings)),
                            null),
                    InstantSource.system().millis());
        } finally {
            progress.clear();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ExplanationText.json(explanation));
        } else {
            ExplanationText.lines(explanation, last).forEach(out::println);
        }
        out.flush();
        return ExplanationText.isReproduced(explanation) ? ExitCode.OK : DIFFERS;
    }

    private Explanation explanation(Settings settings) {
        List<Alert> recorded = recorded(settings);
        String subject = recorded.get(0).getIdentityId();
        if (LiveAlerts.isAboutGroup(recorded.get(0))
                || subject.startsWith(AlertTranslation.SOURCE_PREFIX)
                || subject.startsWith(AlertTranslation.PARTITION_PREFIX)) {
            throw wrong(alertId + ": is about " + AlertLine.printable(subject)
                    + " (expected: an alert about one identity; `replay --compare` judges sources again)");
        }
        try {
            return new Explanation(recorded, revision);
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
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

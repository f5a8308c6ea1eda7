// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertSearch;
import io.keysurge.alerts.Log;
import io.keysurge.alerts.NoSuchAlertException;
import io.keysurge.alerts.Tailed;
import io.keysurge.cases.Episode;
import io.keysurge.config.DetectionConfig;
import io.keysurge.config.SpendConfig;
import io.keysurge.contract.Alert;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.timeline.Step;
import io.keysurge.timeline.Timeline;
import io.keysurge.timeline.Timeline.Question;
import io.keysurge.timeline.TimelineCsv;
import io.keysurge.timeline.TimelineJson;
import io.keysurge.timeline.TimelinePage;
import io.keysurge.timeline.TimelineReader;
import io.keysurge.timeline.TimelineText;
import io.keysurge.topics.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the story of one identity. */
@Command(
        name = "timeline",
        mixinStandardHelpOptions = true,
        description = {
            "Tells the story of one identity in one order: usage beside what was usual and the threshold, applications, models, origins and credentials",
            "when first seen, alerts, budgets, exposures, changes in the registry, and actions. The last 24 hours unless told otherwise; all times are UTC.",
            "Reads all of the identity's usage, so that the detector's engine knows what the running one knew.",
            "Exit code 0: all is in it. 1: it failed, or a record could not be read and is left out."
        })
final class TimelineCommand implements Callable<Integer> {

    private static final Duration USUAL_SPAN = Duration.ofHours(24);
    private static final Duration BEFORE_ALERT = Duration.ofHours(24);
    private static final Duration AFTER_ALERT = Duration.ofHours(2);
    private static final int MOST_LINES = 120;
    private static final int MOST_STEPS = 2 * 24 * 60;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(
            arity = "0..1",
            paramLabel = "IDENTITY",
            description = "Whose: an identity_id. Default: that of the alert of --around.")
    private @Nullable String identity;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First instant, such as 2026-11-24T00:00:00Z. Default: 24 hours before --to.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "First instant no more. Default: now.")
    private @Nullable Instant to;

    @Option(
            names = "--around",
            paramLabel = "ALERT_ID",
            description = "From 24 hours before this alert opened to 2 hours after its last revision.")
    private @Nullable String around;

    @Option(
            names = "--step",
            paramLabel = "minute|hour",
            description =
                    "How finely usage is told. Default: minutes for up to 2 hours on the screen and up to 2 days elsewhere; else hours.")
    private @Nullable Step step;

    @ArgGroup
    private @Nullable Form form;

    private boolean complete = true;

    TimelineCommand() {}

    /** How it is written. */
    static final class Form {
        @Option(names = "--json", description = "Print JSON Lines: kind usage, and one kind for each sort of thing.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV: a line for each step with usage, and for everything else.")
        private boolean csv;

        @Option(
                names = "--html",
                paramLabel = "FILE",
                description = "Write one HTML page with a chart: no script, nothing to fetch.")
        private @Nullable Path html;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = common.settings(LogOptions.definition());
        Topics topics = CommonSettings.topics(settings);
        Log log = new Log(settings.clientSettings(), this::warn);
        Question question = question(log, topics);
        ProgressLine progress =
                new ProgressLine(spec.commandLine().getErr(), Terminal.current().interactive(), System::nanoTime);
        TimelineReader reader = new TimelineReader(
                log,
                topics,
                DetectionConfig.of(settings),
                SpendConfig.of(settings).prices(),
                (read, total) -> progress.show("reading", read, (double) read / Math.max(1, total)));
        Timeline timeline;
        try {
            timeline = reader.read(question);
        } finally {
            progress.clear();
        }
        print(timeline);
        return complete ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Question question(Log log, Topics topics) {
        if (around != null) {
            require(from == null && to == null, "--around: beside --from or --to (expected: one or the other)");
            Episode episode = episode(around, log, topics);
            String whose = identity == null ? episode.newest().getIdentityId() : identity;
            return question(
                    whose,
                    episode.first().value().getOpenedAt().minus(BEFORE_ALERT),
                    episode.end().plus(AFTER_ALERT));
        }
        if (identity == null) {
            throw wrong("IDENTITY: missing (expected: an identity_id, or --around ALERT_ID)");
        }
        // The second under way is in it.
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = to == null ? now.plusSeconds(1) : to;
        return question(identity, from == null ? end.minus(USUAL_SPAN) : from, end);
    }

    private Question question(String whose, Instant begin, Instant end) {
        try {
            int parts = form == null ? MOST_LINES : MOST_STEPS;
            return new Question(
                    whose, begin, end, step == null ? Step.forAtMost(parts, Duration.between(begin, end)) : step);
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
    }

    private Episode episode(String id, Log log, Topics topics) {
        try {
            AlertSearch search = new AlertSearch(id);
            log.read(Alert.class, topics.alerts().name(), search::take);
            List<Tailed<Alert>> revisions = search.revisions();
            return new Episode(revisions);
        } catch (NoSuchAlertException e) {
            throw wrong("--around: " + e.getMessage());
        }
    }

    private void print(Timeline timeline) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (form != null && form.html != null) {
            Files.writeString(form.html, TimelinePage.of(timeline));
        } else if (form != null && form.csv) {
            TimelineCsv.write(timeline, out);
        } else if (form != null && form.json) {
            TimelineJson.lines(timeline).forEach(out::println);
        } else {
            TimelineText.lines(timeline, Terminal.current().interactive()).forEach(out::println);
        }
        out.flush();
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw wrong(message);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A story without a record that nobody can read is not the whole story. */
    private void warn(String warning) {
        complete = false;
        spec.commandLine().getErr().println(warning);
    }
}

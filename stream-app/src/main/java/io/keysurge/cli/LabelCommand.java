// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.AlertSearch;
import io.keysurge.alerts.Log;
import io.keysurge.alerts.NoSuchAlertException;
import io.keysurge.alerts.Tailed;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertLabel;
import io.keysurge.contract.LabelKind;
import io.keysurge.labels.Labels;
import io.keysurge.load.RecordPublisher;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.topics.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a label on an alert, or takes it back. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        description = {
            "Says of an alert what it was; `labels` tells the precision of each detector from it.",
            "A later label replaces an earlier one. Labels change no judgement."
        })
final class LabelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(
            index = "0",
            paramLabel = "ALERT_ID",
            description = "Which: an alert_id, or 8 or more of its first characters.")
    private String id = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "true|noise|test",
            description = {
                "true: the identity did what it should not. noise: nobody needed to know.",
                "test: somebody tried whether the alert comes; in no precision."
            })
    private @Nullable String label;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: the user of this machine.")
    private String by = System.getProperty("user.name", "");

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "Why, in one sentence. What looks like a credential is hidden.")
    private @Nullable String note;

    @Option(names = "--withdraw", description = "Take the label back: the alert has none then.")
    private boolean withdraw;

    LabelCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        LabelKind kind = kind();
        require(!by.isBlank(), "--by: empty (expected: who says so)");
        require(note == null || !note.isBlank(), "--note: empty (expected: why, or no --note)");
        Settings settings = common.settings();
        Topics topics = CommonSettings.topics(settings);
        Log log = new Log(settings.clientSettings(), spec.commandLine().getErr()::println);
        Alert alert = newest(log, topics);
        AlertLabel record = withdraw
                ? Labels.withdrawn(current(log, topics, alert), by.strip(), stripped(), now())
                : Labels.of(alert, kind, by.strip(), stripped(), now());
        publish(settings, topics, record);
        spec.commandLine()
                .getOut()
                .println((withdraw ? "Withdrawn: " : "Labelled: ") + alert.getAlertId() + " "
                        + record.getLabel().name().toLowerCase(Locale.ROOT) + ", by " + record.getBy() + ".");
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private LabelKind kind() {
        require(withdraw == (label == null), "give either a label (true, noise or test) or --withdraw");
        return switch (label == null ? "" : label.toLowerCase(Locale.ROOT)) {
            case "" -> LabelKind.UNKNOWN;
            case "true" -> LabelKind.TRUE;
            case "noise" -> LabelKind.NOISE;
            case "test" -> LabelKind.TEST;
            default -> throw wrong("label: no such label (expected: true, noise or test)");
        };
    }

    private Alert newest(Log log, Topics topics) {
        try {
            AlertSearch search = new AlertSearch(id);
            log.read(Alert.class, topics.alerts().name(), search::take);
            List<Tailed<Alert>> revisions = search.revisions();
            return revisions.get(revisions.size() - 1).value();
        } catch (NoSuchAlertException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private AlertLabel current(Log log, Topics topics, Alert alert) {
        Labels labels = new Labels();
        log.read(AlertLabel.class, topics.labels().name(), each -> labels.take(each.value()));
        return labels.of(alert.getAlertId())
                .orElseThrow(() -> wrong(alert.getAlertId() + ": has no label (expected: one that `labels` shows)"));
    }

    private void publish(Settings settings, Topics topics, AlertLabel record) throws InterruptedException {
        List<String> refusals = new ArrayList<>();
        try (RecordPublisher<AlertLabel> publisher = new RecordPublisher<>(
                AlertLabel.class, settings.clientSettings(), topics.labels().name())) {
            publisher.publish(record.getAlertId(), record, refusals::add);
            publisher.flush();
        }
        if (!refusals.isEmpty()) {
            throw new IllegalStateException("the label could not be written: " + refusals.get(0));
        }
    }

    private @Nullable String stripped() {
        return note == null ? null : note.strip();
    }

    private static Instant now() {
        return InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw wrong(message);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

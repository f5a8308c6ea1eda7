// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.Log;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertLabel;
import io.keysurge.json.RecordJson;
import io.keysurge.labels.LabelLines;
import io.keysurge.labels.Labels;
import io.keysurge.labels.Precision;
import io.keysurge.labels.PrecisionCount;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.topics.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what people said alerts were. */
@Command(
        name = "labels",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the labels that people put on alerts, the newest first, and the precision of each detector from them.",
            "Precision is true / (true + noise). Alerts without a label are not counted in it, nor are tests.",
            "Exit code 0: all is in it. 1: it failed, or a record could not be read and is left out."
        })
final class LabelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--precision", description = "Only the precisions, without the labels themselves.")
    private boolean precisionOnly;

    @Option(
            names = "--json",
            description =
                    "Print JSON Lines: the labels with the schema's field names; with --precision the precisions.")
    private boolean json;

    private boolean complete = true;

    LabelsCommand() {}

    @Override
    public Integer call() {
        Settings settings = common.settings();
        Topics topics = CommonSettings.topics(settings);
        Log log = new Log(settings.clientSettings(), this::warn);
        Labels labels = new Labels();
        log.read(AlertLabel.class, topics.labels().name(), each -> labels.take(each.value()));
        if (!precisionOnly) {
            list(labels.inForce());
        }
        if (precisionOnly || !json) {
            PrecisionCount count = new PrecisionCount(labels);
            log.read(Alert.class, topics.alerts().name(), each -> count.take(each.value()));
            tell(count.precisions());
        }
        spec.commandLine().getOut().flush();
        return complete ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void list(List<AlertLabel> labels) {
        PrintWriter out = spec.commandLine().getOut();
        labels.forEach(label -> out.println(json ? RecordJson.write(label) : LabelLines.of(label)));
        if (!json) {
            out.println(labels.size() + " labels.");
            out.println();
        }
    }

    private void tell(List<Precision> precisions) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            precisions.forEach(each -> out.println(LabelLines.json(each)));
        } else {
            LabelLines.table(precisions).forEach(out::println);
        }
    }

    /** Figures without a record that nobody can read are no good figures. */
    private void warn(String warning) {
        complete = false;
        spec.commandLine().getErr().println(warning);
    }
}

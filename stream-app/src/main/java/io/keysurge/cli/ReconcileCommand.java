// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.contract.SpendRollup;
import io.keysurge.reconcile.Counts;
import io.keysurge.reconcile.Reconciliation;
import io.keysurge.reconcile.ReconciliationText;
import io.keysurge.reconcile.ReportFormat;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.spend.SpendQuestion;
import io.keysurge.spend.SpendTopic;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares spend with what the provider reports. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the spend of one day with the provider's own report of it, and shows where and by how much they differ.",
            "openai-usage: all pages of GET /v1/organization/usage/completions?group_by=model,api_key_id, one or an array; calls and tokens.",
            "litellm-spend: the rows of GET /spend/logs?summarize=false; calls, tokens and cost. A call is of the day in which it ended.",
            "Keysurge counts refused calls too, where producers report them.",
            "Exit code 0: nowhere by more than is tolerated. 2: somewhere. 1: it failed, or a roll-up could not be read."
        })
final class ReconcileCommand implements Callable<Integer> {

    private static final int DIFFERS = 2;
    private static final String ANY_END = "*";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "FILE", description = "The report, as JSON.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES}.")
    private ReportFormat format;

    @Option(names = "--day", required = true, paramLabel = "YYYY-MM-DD", description = "Which day, in UTC.")
    private LocalDate day;

    @Option(
            names = "--tolerance-percent",
            defaultValue = "0",
            paramLabel = "P",
            description =
                    "How far a figure may be from the provider's, in percent of it. Default: ${DEFAULT-VALUE}; costs may always differ by a billionth of a dollar for each call, as both sides round.")
    private BigDecimal tolerance = BigDecimal.ZERO;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "Only this model, or all that begin so when it ends in *; may be given several times. Default: all that either side knows.")
    private List<String> models = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object with all figures.")
    private boolean json;

    private boolean complete = true;

    ReconcileCommand() {}

    @Override
    public Integer call() throws IOException {
        if (tolerance.signum() < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--tolerance-percent: " + tolerance + " (expected: 0 or more)");
        }
        Counts theirs = format.read(file, day, this::counts);
        Settings settings = common.settings();
        SpendTopic topic =
                new SpendTopic(CommonSettings.topics(settings).spend().name(), settings.clientSettings(), this::warn);
        SpendQuestion question = new SpendQuestion(
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                Map.of());
        Collection<SpendRollup> rollups = topic.read(question::asksFor);
        Reconciliation result = Reconciliation.of(Counts.of(rollups, this::counts), theirs, tolerance);
        print(result);
        if (!complete) {
            return ExitCode.SOFTWARE;
        }
        return result.differences().isEmpty() ? ExitCode.OK : DIFFERS;
    }

    private boolean counts(String model) {
        return models.isEmpty()
                || models.stream()
                        .anyMatch(wanted -> wanted.endsWith(ANY_END)
                                ? model.startsWith(wanted.substring(0, wanted.length() - 1))
                                : model.equals(wanted));
    }

    private void print(Reconciliation result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ReconciliationText.json(result));
        } else {
            ReconciliationText.lines(result, format.provider()).forEach(out::println);
        }
        out.flush();
    }

    /** Sums without a record that nobody can read are no good sums. */
    private void warn(String warning) {
        complete = false;
        spec.commandLine().getErr().println(warning);
    }
}

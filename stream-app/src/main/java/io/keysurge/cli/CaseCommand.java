// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.Log;
import io.keysurge.alerts.NoSuchAlertException;
import io.keysurge.cases.CaseForm;
import io.keysurge.cases.CaseReport;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
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

/** Tells one incident. */
@Command(
        name = "case",
        mixinStandardHelpOptions = true,
        description = {
            "Tells one incident from beginning to end: the alert and every revision of it, other alerts of the same identity near it, exposures,",
            "what the sink decided and did, the audit, reviews and labels; with the times for a post-mortem, and what was consumed before and after each.",
            "Exit code 0: all is in it. 1: it failed, or a record could not be read and is left out."
        })
final class CaseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(
            paramLabel = "ALERT_ID",
            description =
                    "Any alert of the incident: its alert_id, which is also that of its episode and of its case, or 8 or more of its first characters.")
    private String id = "";

    @Option(
            names = "--format",
            defaultValue = "markdown",
            paramLabel = "FORM",
            description = {
                "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
                "ocsf: one JSON object, a Detection Finding (class 2004, version 1.5.0). html: one file, no script, nothing to fetch."
            })
    private CaseForm form = CaseForm.MARKDOWN;

    @Option(names = "--out", paramLabel = "FILE", description = "Write it to this file; what it held is replaced.")
    private @Nullable Path out;

    private boolean complete = true;

    CaseCommand() {}

    @Override
    public Integer call() throws IOException {
        Settings settings = common.settings();
        Log log = new Log(settings.clientSettings(), this::warn);
        String told = form.write(read(log, settings));
        if (out == null) {
            spec.commandLine().getOut().print(told);
            spec.commandLine().getOut().flush();
        } else {
            Files.writeString(out, told);
        }
        return complete ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private CaseReport read(Log log, Settings settings) {
        try {
            return CaseReport.read(
                    id,
                    log,
                    CommonSettings.topics(settings),
                    InstantSource.system().instant());
        } catch (NoSuchAlertException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    /** A story without a record that nobody can read is not the whole story. */
    private void warn(String warning) {
        complete = false;
        spec.commandLine().getErr().println(warning);
    }
}

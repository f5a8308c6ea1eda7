// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.contract.Contracts;
import io.keysurge.runtime.InvalidSettingsException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** The command {@code evaluate}: how good detection is on labelled traces. */
@Command(
        name = "keysurge evaluate",
        mixinStandardHelpOptions = true,
        description = "Runs the detector's engine over labelled traces and tells how good it is.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SpikesCommand.class, FleetCommand.class, NabCommand.class})
public final class Evaluate {

    Evaluate() {}

    /** Runs one evaluation and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for {@link #main} and for tests. */
    static CommandLine commandLine() {
        Contracts.trust();
        return new CommandLine(new Evaluate()).setExecutionExceptionHandler(Evaluate::tell);
    }

    /** One sentence, not a stack trace, unless somebody debugs. */
    private static int tell(Exception failed, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        String message = failed.getMessage();
        err.println("keysurge evaluate " + command.getCommandName() + ": "
                + (message == null || message.isBlank() ? failed.getClass().getSimpleName() : message));
        if (System.getenv("KEYSURGE_DEBUG") != null) {
            failed.printStackTrace(err);
        }
        err.flush();
        return failed instanceof InvalidSettingsException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
}

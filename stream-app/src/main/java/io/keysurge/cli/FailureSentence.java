// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.runtime.InvalidSettingsException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Ends a failed command with one sentence, not a stack trace, unless somebody debugs. */
final class FailureSentence implements CommandLine.IExecutionExceptionHandler {

    private final boolean debugging;

    FailureSentence(boolean debugging) {
        this.debugging = debugging;
    }

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("keysurge " + command.getCommandName() + ": " + sentence(failed));
        if (debugging) {
            failed.printStackTrace(err);
        }
        err.flush();
        return failed instanceof InvalidSettingsException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static String sentence(Exception failed) {
        String message = failed.getMessage();
        return message == null || message.isBlank() ? failed.getClass().getSimpleName() : message;
    }
}

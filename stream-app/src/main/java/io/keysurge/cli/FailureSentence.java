// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.runtime.InvalidSettingsException;
import java.io.PrintWriter;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Ends a failed command with one sentence, not a stack trace, unless somebody debugs. */
final class FailureSentence implements CommandLine.IExecutionExceptionHandler {

    /** Kafka's clients say only that time was up. */
    private static final String NO_BROKER =
            " (expected: a broker that answers at bootstrap.servers); is the house up? see `./keysurge up`";

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
        String said = message == null || message.isBlank() ? failed.getClass().getSimpleName() : message;
        return isTimeout(failed) && !said.contains("(expected") ? said + NO_BROKER : said;
    }

    private static boolean isTimeout(@Nullable Throwable failed) {
        return failed != null && (failed instanceof TimeoutException || isTimeout(failed.getCause()));
    }
}

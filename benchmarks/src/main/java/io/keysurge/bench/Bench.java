// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import io.keysurge.bench.latency.LatencyCommand;
import io.keysurge.bench.memory.MemoryCommand;
import io.keysurge.bench.restore.RestoreCommand;
import io.keysurge.bench.throughput.ThroughputCommand;
import io.keysurge.bench.whatif.WhatIfCommand;
import io.keysurge.contract.Contracts;
import io.keysurge.runtime.InvalidSettingsException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** The command {@code bench}: what a whole installation carries, on a broker of its own. */
@Command(
        name = "keysurge bench",
        mixinStandardHelpOptions = true,
        description = "Measures what the detector costs, beside others that do comparable work.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ThroughputCommand.class,
            LatencyCommand.class,
            RestoreCommand.class,
            MemoryCommand.class,
            WhatIfCommand.class,
            AllCommand.class
        })
public final class Bench {

    Bench() {}

    /** Runs one measurement and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for {@link #main} and for tests. */
    static CommandLine commandLine() {
        Contracts.trust();
        return new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::tell);
    }

    /** One sentence, not a stack trace, unless somebody debugs. */
    private static int tell(Exception failed, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        String message = failed.getMessage();
        err.println("keysurge bench " + command.getCommandName() + ": "
                + (message == null || message.isBlank() ? failed.getClass().getSimpleName() : message));
        if (System.getenv("KEYSURGE_DEBUG") != null) {
            failed.printStackTrace(err);
        }
        err.flush();
        return failed instanceof InvalidSettingsException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
}

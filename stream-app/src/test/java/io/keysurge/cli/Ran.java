// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * A command line that was run in this process.
 *
 * @param exitCode how it ended
 * @param out its standard output, line by line
 * @param err its standard error, line by line
 */
public record Ran(int exitCode, List<String> out, List<String> err) {

    /** Runs one. */
    public static Ran keysurge(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Keysurge.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = command.execute(arguments);
        return new Ran(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }
}

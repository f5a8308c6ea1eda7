// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import io.keysurge.operate.Operator;

/** The operator's front door: {@code actions}, {@code halt} and {@code resume}. */
public final class SinkOperator {

    private SinkOperator() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(Operator.commandLine(System.getenv()).execute(arguments));
    }
}

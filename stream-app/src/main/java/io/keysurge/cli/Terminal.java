// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import java.io.Console;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What may be shown: a person at a terminal sees lines that change and colours, a pipe gets plain lines.
 *
 * @param interactive true when somebody watches
 * @param coloured true when colours are wanted; {@code NO_COLOR} says they are not
 */
record Terminal(boolean interactive, boolean coloured) {

    /** The terminal of this process. */
    static Terminal current() {
        boolean interactive = isTerminal(System.console());
        return new Terminal(interactive, interactive && Ansi.AUTO.enabled());
    }

    /** From Java 22 on there is a console even without a terminal, and a method that tells. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            Method asked = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(asked.invoke(console));
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}

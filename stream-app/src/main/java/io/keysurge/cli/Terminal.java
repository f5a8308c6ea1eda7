// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import java.io.Console;
import java.lang.reflect.Method;
import java.util.Locale;
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

    /**
     * Asks the person at this process's terminal.
     *
     * @return true for an answer that begins with y; false for any other, and where nobody is there
     */
    static boolean agrees(String question) {
        String answer = current().interactive() ? answer(System.console(), question) : null;
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static @Nullable String answer(@Nullable Console console, String question) {
        return console == null ? null : console.readLine("%s [y/N] ", question);
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

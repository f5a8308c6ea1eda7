// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One process to start.
 *
 * @param name what people call it, for messages
 * @param command program and arguments
 * @param environment variables set on top of the inherited ones; an empty value removes the variable
 * @param directory where it runs; created if absent
 * @param log file that everything it prints is appended to
 */
public record Launch(String name, List<String> command, Map<String, String> environment, Path directory, Path log) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The command of a JVM like the one that runs now, with these arguments. */
    public static List<String> java(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return command;
    }

    /** The same process, but one that neither the hang-up of the terminal it was started from nor a Ctrl-C in it ends. */
    public Launch outlivingTheTerminal() {
        // The shell replaces itself by the command: the process id is the command's, and what it ignores stays ignored.
        var detached = new ArrayList<String>(List.of("/bin/sh", "-c", "trap '' HUP INT; exec \"$0\" \"$@\""));
        detached.addAll(command);
        return new Launch(name, detached, environment, directory, log);
    }

    /**
     * Starts it and returns at once.
     *
     * @throws StartException if the operating system refuses
     */
    public Child start() {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            environment.forEach((variable, value) -> {
                if (value.isEmpty()) {
                    builder.environment().remove(variable);
                } else {
                    builder.environment().put(variable, value);
                }
            });
            return new Child(name, builder.start(), log);
        } catch (IOException e) {
            throw new StartException(name + ": could not be started (" + e.getMessage() + ")", e);
        }
    }
}

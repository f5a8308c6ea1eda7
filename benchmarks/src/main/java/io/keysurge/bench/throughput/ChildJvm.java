// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import io.keysurge.evaluate.Progress;
import io.keysurge.local.process.LogTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM like this one for one piece of work, with this one's class path. */
final class ChildJvm {

    private static final long SILENCE_SECONDS = 10;

    private final Site site;
    private final Progress progress;
    private final List<String> options;

    /**
     * JVMs with these options.
     *
     * @param progress told now and then that they still run
     */
    ChildJvm(Site site, Progress progress, List<String> options) {
        this.site = site;
        this.progress = progress;
        this.options = List.copyOf(options);
    }

    /**
     * Runs a main class and waits for its end.
     *
     * @param name what people call it
     * @throws FailedException when it fails; with the last lines of its log
     * @throws java.util.concurrent.CancellationException when the site is being cleared away
     */
    void run(String name, Class<?> main, List<Path> arguments) throws IOException, InterruptedException {
        site.requireOpen();
        Path log = site.directory().resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        arguments.forEach(argument -> command.add(argument.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        site.attend(process);
        long begun = System.nanoTime();
        while (!process.waitFor(SILENCE_SECONDS, TimeUnit.SECONDS)) {
            progress.say(name + ": " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s so far");
        }
        site.requireOpen();
        if (process.exitValue() != 0) {
            throw new FailedException(name + ": ended with exit code " + process.exitValue() + "; its log ends with:\n"
                    + LogTail.of(log));
        }
    }

    /** The piece of work failed; the message says which, and what it said last. */
    static final class FailedException extends IOException {

        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }
}

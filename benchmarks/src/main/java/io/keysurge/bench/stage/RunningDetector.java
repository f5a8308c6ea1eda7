// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.local.process.LogTail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A detector in a JVM of its own, seen from here. */
public final class RunningDetector {

    private static final long GLANCE_MILLIS = 20;

    private final JsonMapper json = new JsonMapper();
    private final String name;
    private final Process process;
    private final Path log;
    private final Writer commands;
    private final BufferedReader answers;

    private RunningDetector(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one; returns at once. */
    public static RunningDetector start(Stage stage, DetectorOrder order) throws IOException {
        Path log = stage.directory().resolve(order.instance() + ".log");
        List<String> flags = order.flags(stage).entrySet().stream()
                .map(flag -> flag.getKey() + "=" + flag.getValue())
                .toList();
        Process process = stage.start(Stage.jvm(order.jvmOptions(), DetectorProcess.class, flags)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())));
        return new RunningDetector(order.instance(), process, log);
    }

    /** The process's id. */
    public long process() {
        return process.pid();
    }

    /**
     * The detector as it is now.
     *
     * @throws IOException when it has ended; with the last lines of its log
     */
    public Look look() throws IOException {
        return ask(DetectorProcess.LOOK);
    }

    /** The detector after a full garbage collection. */
    public Look collect() throws IOException {
        return ask(DetectorProcess.COLLECT);
    }

    /** Stops it in order and returns its last look. */
    public Look stop() throws IOException, InterruptedException {
        Look last = ask(DetectorProcess.STOP);
        process.waitFor();
        return last;
    }

    /** Ends it without warning, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Waits until it runs. */
    public Look awaitRunning(Duration patience) throws IOException, InterruptedException {
        return await(Look::isRunning, "running", patience);
    }

    /** Waits until it has counted so many events. */
    public Look awaitEvents(long events, Duration patience) throws IOException, InterruptedException {
        return await(look -> look.events() >= events, "at " + events + " events", patience);
    }

    /**
     * Waits until it looks as it should.
     *
     * @param what how it should look, for people
     * @throws IOException when it ends before, or does not in time
     */
    public Look await(Predicate<Look> condition, String what, Duration patience)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Look look = look();
        while (!condition.test(look)) {
            if (System.nanoTime() > deadline) {
                throw new IOException(name + ": not " + what + " after " + patience.toSeconds() + " s, but " + look
                        + "; its log ends with:\n" + LogTail.of(log));
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            look = look();
        }
        return look;
    }

    private synchronized Look ask(String command) throws IOException {
        String answer;
        try {
            commands.write(command + "\n");
            commands.flush();
            answer = answers.readLine();
        } catch (IOException gone) {
            throw ended(gone);
        }
        if (answer == null) {
            throw ended(null);
        }
        return json.readValue(answer, Look.class);
    }

    private IOException ended(@Nullable IOException cause) {
        return new IOException(name + ": ended by itself; its log ends with:\n" + LogTail.of(log), cause);
    }
}

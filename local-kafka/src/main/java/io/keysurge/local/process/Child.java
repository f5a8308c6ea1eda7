// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process this JVM started. */
public final class Child {
    /** How long a server may take to answer: fifteen times what it needs on a quiet machine, because many are not quiet. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final String name;
    private final Process process;
    private final Path log;

    Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until the process answers.
     *
     * @param answers asked again and again
     * @throws StartException if the process ends first, or does not answer within {@link #PATIENCE}; with its last log lines
     */
    public void awaitAnswer(BooleanSupplier answers) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers.getAsBoolean()) {
            if (endsWithin(BETWEEN_LOOKS)) {
                throw failure("ended with exit code " + process.exitValue() + " before it answered");
            }
            if (System.nanoTime() > deadline) {
                throw failure("no answer after " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /**
     * Waits until the process has ended by itself and returns its exit code.
     *
     * @throws StartException if it takes longer than {@link #PATIENCE}; with its last log lines
     */
    public int awaitExit() {
        if (!endsWithin(PATIENCE)) {
            process.destroyForcibly();
            throw failure("not finished after " + PATIENCE.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /**
     * Waits until the process has done its work.
     *
     * @throws StartException if its exit code is not 0, or it takes longer than {@link #PATIENCE}; with its last log lines
     */
    public void awaitSuccess() {
        int exitCode = awaitExit();
        if (exitCode != 0) {
            throw failure("failed with exit code " + exitCode);
        }
    }

    /** Ends it without warning, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        endsWithin(PATIENCE);
    }

    /** Asks it to end, and ends it without warning if it has not within the grace. */
    public void stop(Duration grace) {
        process.destroy();
        if (!endsWithin(grace)) {
            kill();
        }
    }

    private boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException(name + ": interrupted while waiting for it", e);
        }
    }

    private StartException failure(String what) {
        return new StartException(
                "%s: %s; its log is %s and ends with:%n%s".formatted(name, what, log, LogTail.of(log)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a process beyond the life of the JVM that started it, by its id and its start instant: an id that the operating system has
 * given to another process since is not mistaken for ours.
 *
 * @param file where it is remembered
 */
public record PidFile(Path file) {
    /** The start instant is computed from the system clock's idea of the boot time, which may be corrected by a little. */
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration TO_DIE = Duration.ofSeconds(10);

    /**
     * Remembers this process.
     *
     * @throws StartException if the file cannot be written
     */
    public void remember(ProcessHandle process) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, List.of(String.valueOf(process.pid()), started(process)));
        } catch (IOException e) {
            throw new StartException(file + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    /** The remembered process if it still runs. */
    public Optional<ProcessHandle> running() {
        try {
            List<String> lines = Files.readAllLines(file);
            return ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(process -> isRunning(process) && isSameStart(lines.get(1), started(process)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty(); // none, or half written: whatever it meant, we did not start it
        }
    }

    /**
     * Asks the process to end, ends it without warning if it has not within the grace, and forgets it.
     *
     * @return whether there was a process to end
     */
    public boolean stop(Duration grace) {
        Optional<ProcessHandle> process = running();
        process.ifPresent(running -> {
            running.destroy();
            if (!endsWithin(grace)) {
                running.destroyForcibly();
                endsWithin(TO_DIE);
            }
        });
        forget();
        return process.isPresent();
    }

    private void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StartException(file + ": cannot be deleted (" + e.getMessage() + ")", e);
        }
    }

    private boolean endsWithin(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (running().isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.of(BETWEEN_LOOKS);
        }
        return true;
    }

    /** Dead, but not yet collected by a parent that does not care, is dead: so it stays in containers whose first process is no init. */
    private static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return !status.substring(status.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            return process.isAlive(); // no /proc here, or it just ended
        }
    }

    private static boolean isSameStart(String remembered, String actual) {
        if (remembered.isEmpty() || actual.isEmpty()) {
            return remembered.equals(actual);
        }
        Duration apart = Duration.between(
                Instant.ofEpochMilli(Long.parseLong(remembered)), Instant.ofEpochMilli(Long.parseLong(actual)));
        return apart.abs().compareTo(CLOCK_CORRECTION) < 0;
    }

    /** Milliseconds since 1970; empty where the operating system does not tell. */
    private static String started(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> String.valueOf(start.toEpochMilli()))
                .orElse("");
    }
}

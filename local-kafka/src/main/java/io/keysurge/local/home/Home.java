// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.PidFile;
import io.keysurge.local.process.StartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;

/**
 * The folder of one local installation.
 *
 * @param directory absolute
 */
public record Home(Path directory) {
    /** Enough for an afternoon of trying things; the broker's own files take about a tenth. */
    private static final long SPACE_MB = 512;

    private static final int MB = 1 << 20;

    public Home {
        directory = directory.toAbsolutePath().normalize();
    }

    /** What clients of this installation have to be told. */
    public LocalProperties properties() {
        return new LocalProperties(directory.resolve("local.properties"));
    }

    public Path log(String service) {
        return directory.resolve("logs").resolve(service + ".log");
    }

    /** Where a service keeps what it may not lose. */
    public Path data(String service) {
        return directory.resolve(service);
    }

    public PidFile pidFile(String service) {
        return new PidFile(run().resolve(service + ".pid"));
    }

    /**
     * Creates what is missing and makes sure that it can be written to.
     *
     * @throws StartException if it cannot, or too little space is left
     */
    public void create() {
        try {
            Files.createDirectories(run());
            Files.createDirectories(directory.resolve("logs"));
            Files.delete(Files.createTempFile(run(), "probe", null));
            long free = Files.getFileStore(directory).getUsableSpace() / MB;
            if (free < SPACE_MB) {
                throw new StartException(
                        "home: %d MB free at %s (expected: at least %d MB); free some space or choose another folder with --home"
                                .formatted(free, directory, SPACE_MB));
            }
        } catch (IOException e) {
            throw new StartException(
                    "home: cannot write to %s (%s); choose another folder with --home".formatted(directory, reason(e)),
                    e);
        }
    }

    /**
     * Does work that starts or stops things, and keeps other commands from doing such work in this home meanwhile.
     *
     * @throws StartException if another one is at work
     */
    <T> T exclusively(Supplier<T> work) {
        Path file = run().resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                throw busy();
            }
            return work.get(); // closing the channel releases the lock
        } catch (OverlappingFileLockException e) {
            throw busy();
        } catch (IOException e) {
            throw new StartException("home: cannot lock %s (%s)".formatted(file, reason(e)), e);
        }
    }

    /** The services that should run; empty if none were ever started. */
    public List<String> wanted() {
        try {
            return Files.exists(wantedFile()) ? Files.readAllLines(wantedFile()) : List.of();
        } catch (IOException e) {
            throw new StartException("home: cannot read %s (%s)".formatted(wantedFile(), reason(e)), e);
        }
    }

    /** Remembers which services should run. */
    public void want(List<String> services) {
        try {
            if (services.isEmpty()) {
                Files.deleteIfExists(wantedFile());
            } else {
                Files.write(wantedFile(), services);
            }
        } catch (IOException e) {
            throw new StartException("home: cannot write %s (%s)".formatted(wantedFile(), reason(e)), e);
        }
    }

    /** Whether anything was ever started here. */
    boolean exists() {
        return Files.isDirectory(run());
    }

    private StartException busy() {
        return new StartException("home: another up or down is at work in " + directory + "; wait until it has ended");
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private Path wantedFile() {
        return run().resolve("wanted");
    }

    private Path run() {
        return directory.resolve("run");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import io.keysurge.wording.Redaction;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a service until the process is asked to stop (SIGTERM, SIGINT) or the service cannot go on. */
public final class ServiceRunner {

    /** Exit code after a signal. */
    public static final int STOPPED = 0;

    /** Exit code after a fatal error. */
    public static final int FAILED = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);
    private static final long LONGEST_STOP_SECONDS = 60;

    private final Service service;
    private final PrintStream errors;
    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger exitCode = new AtomicInteger(FAILED);

    private ServiceRunner(Service service, PrintStream errors) {
        this.service = service;
        this.errors = errors;
    }

    /**
     * Starts the service, waits for its end, stops it. A fatal error is told in one sentence.
     *
     * <p>After a signal the process ends from within: a JVM that is stopped by SIGTERM would report 143 where a
     * supervisor expects 0, so the last act of the shutdown hook is to halt with the right code.
     *
     * @param errors where the sentence goes, usually standard error
     * @return the exit code: {@link #STOPPED} or {@link #FAILED}
     */
    public static int run(Service service, PrintStream errors) {
        var runner = new ServiceRunner(service, errors);
        var hook = new Thread(runner::stopAndHalt, "stop-" + service.name());
        Runtime.getRuntime().addShutdownHook(hook);
        int code = runner.untilTheEnd();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            LOG.debug("Stopping on a signal", alreadyStopping);
        }
        return code;
    }

    private int untilTheEnd() {
        Optional<Throwable> fatal = startAndWait();
        Optional<Throwable> notClosed = close();
        fatal.or(() -> notClosed).ifPresent(this::tell);
        exitCode.set(fatal.isEmpty() && notClosed.isEmpty() ? STOPPED : FAILED);
        closed.countDown();
        return exitCode.get();
    }

    private Optional<Throwable> startAndWait() {
        try {
            service.start(error -> end.complete(Optional.of(error)));
            LOG.info("{} is running", service.name());
            return end.join();
        } catch (Throwable refused) {
            // A missing class is no exception, and a process that has half started must not linger.
            return Optional.of(refused);
        }
    }

    private Optional<Throwable> close() {
        try {
            service.stop();
            LOG.info("{} has stopped", service.name());
            return Optional.empty();
        } catch (Exception failed) {
            return Optional.of(failed);
        }
    }

    private void tell(Throwable error) {
        String text = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        String why = Redaction.mask(text);
        // A stack trace repeats every message unmasked, so it is only for those who ask for it.
        LOG.error("{} cannot go on: {}: {}", service.name(), error.getClass().getName(), why);
        LOG.debug("How it came about", error);
        errors.println(service.name() + ": " + why);
        errors.flush();
    }

    private void stopAndHalt() {
        end.complete(Optional.empty());
        try {
            if (!closed.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                errors.println(service.name() + ": did not stop within " + LONGEST_STOP_SECONDS + " seconds");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        errors.flush();
        Runtime.getRuntime().halt(exitCode.get());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.Child;
import io.keysurge.local.process.StartException;
import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One way up: starts services in the background, and stops them again unless {@link #complete() completed}, be it for a failure or because
 * the person pressed Ctrl-C.
 */
final class Ascent implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Home home;
    private final Consumer<String> progress;
    private final Deque<String> started = new ConcurrentLinkedDeque<>();
    private final Thread undoAtExit = new Thread(this::interrupted, "stop-half-started");
    private volatile boolean interrupted;

    Ascent(Home home, Consumer<String> progress) {
        this.home = home;
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(undoAtExit);
    }

    /** Starts them together, because each start is long, and waits until each answers. */
    void start(List<Service> services) {
        if (services.isEmpty()) {
            return;
        }
        progress.accept(
                "Starting " + services.stream().map(Service::name).collect(Collectors.joining(" and ")) + " ...");
        var children = new LinkedHashMap<Service, Child>();
        for (Service service : services) {
            Child child = service.launch().outlivingTheTerminal().start();
            started.push(service.name());
            home.pidFile(service.name()).remember(child.handle());
            children.put(service, child);
        }
        try {
            children.forEach(Service::awaitAnswer);
        } catch (StartException e) {
            throw interrupted ? new StartException("Interrupted: what was started is stopped again.", e) : e;
        }
    }

    /** Everything answers: from now on it stays. */
    void complete() {
        started.clear();
    }

    @Override
    public void close() {
        undo();
        try {
            Runtime.getRuntime().removeShutdownHook(undoAtExit);
        } catch (IllegalStateException e) {
            interrupted = true; // the JVM is ending: the hook has run, or does
        }
    }

    private void interrupted() {
        interrupted = true;
        undo();
    }

    private void undo() {
        for (String name = started.poll(); name != null; name = started.poll()) {
            home.pidFile(name).stop(GRACE);
        }
    }
}

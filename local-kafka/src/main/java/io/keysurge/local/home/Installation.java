// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.Ports;
import io.keysurge.local.process.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Broker, registry, detector and alert sink of one home, as background processes: starts, stops and inspects them. */
public final class Installation {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final List<String> SERVERS = List.of(BrokerService.NAME, RegistryService.NAME);
    private static final List<String> EVERYTHING =
            List.of(BrokerService.NAME, RegistryService.NAME, Applications.DETECTOR, Applications.SINK);

    private final Home home;
    private final Path root;
    private final Consumer<String> progress;

    /**
     * An installation that may or may not be running.
     *
     * @param root the project's folder, where the applications were built
     * @param progress told, in words, what happens
     */
    public Installation(Home home, Path root, Consumer<String> progress) {
        this.home = home;
        this.root = root;
        this.progress = progress;
    }

    /**
     * Starts what does not run yet and waits until it answers. If something fails, what this call started is stopped again.
     *
     * @param onlyKafka broker and registry, without Keysurge's own services
     * @throws StartException if something cannot be started; the message says what and the mend
     */
    public List<ServiceStatus> up(AskedPorts asked, boolean onlyKafka) {
        home.create();
        return home.exclusively(() -> {
            Addresses addresses = asked.resolve(Addresses.in(home.properties()), this::isRunning);
            List<Service> services = services(addresses, onlyKafka ? SERVERS : EVERYTHING);
            List<Service> missing = services.stream()
                    .filter(service -> !isRunning(service.name()))
                    .toList();
            if (missing.isEmpty()) {
                progress.accept("Everything runs already.");
            } else {
                start(missing, addresses);
            }
            rememberWanted(services);
            return status();
        });
    }

    /** Stops what this home's {@link #up} started, in reverse order; the data stays. Returns the names of what ran. */
    public List<String> down() {
        if (!home.exists()) {
            return List.of();
        }
        return home.exclusively(() -> {
            var stopped = new ArrayList<String>();
            for (String name : reversed(EVERYTHING)) {
                if (isRunning(name)) {
                    progress.accept("Stopping " + name + " ...");
                }
                if (home.pidFile(name).stop(GRACE)) {
                    stopped.add(name);
                }
            }
            home.want(List.of());
            return stopped;
        });
    }

    /** How everything that should run fares, in starting order; everything there is, if nothing was ever started. */
    public List<ServiceStatus> status() {
        List<String> wanted = home.wanted();
        return services(Addresses.in(home.properties()), wanted.isEmpty() ? EVERYTHING : wanted).stream()
                .map(this::status)
                .toList();
    }

    private void start(List<Service> missing, Addresses addresses) {
        missing.forEach(Installation::requireFreePort);
        // The last first: that a jar is missing should show before anything is written.
        reversed(missing).forEach(Service::prepare);
        home.properties()
                .set(addresses.asProperties(RegistryService.in(home, addresses).address(), home.data("state")));
        try (var ascent = new Ascent(home, progress)) {
            ascent.start(only(missing, true));
            List<Service> applications = only(missing, false);
            if (!applications.isEmpty()) {
                progress.accept("Creating topics and registering schemas ...");
                new Applications(root, home).setup().start().awaitSuccess();
                ascent.start(applications);
            }
            ascent.complete();
        }
    }

    private List<Service> services(Addresses addresses, List<String> names) {
        var applications = new Applications(root, home);
        List<Service> all = List.of(
                BrokerService.in(home, addresses),
                RegistryService.in(home, addresses),
                applications.detector(addresses.detector()),
                applications.sink(addresses.sink()));
        return all.stream().filter(service -> names.contains(service.name())).toList();
    }

    private ServiceStatus status(Service service) {
        OptionalLong pid = home.pidFile(service.name()).running().stream()
                .mapToLong(ProcessHandle::pid)
                .findFirst();
        boolean answers = pid.isPresent() && service.answers();
        return new ServiceStatus(service.name(), pid, service.address(), answers, home.log(service.name()));
    }

    /** What runs from an earlier call is wanted still. */
    private void rememberWanted(List<Service> services) {
        var now = services.stream().map(Service::name).toList();
        home.want(EVERYTHING.stream()
                .filter(name -> now.contains(name) || isRunning(name))
                .toList());
    }

    private boolean isRunning(String service) {
        return home.pidFile(service).running().isPresent();
    }

    private static void requireFreePort(Service service) {
        if (!Ports.isFree(service.port())) {
            throw new StartException(
                    "%s: %d is taken by another process (expected: a free port); stop that one or choose another port, 0 picks a free one"
                            .formatted(AskedPorts.option(service.name()), service.port()));
        }
    }

    private static List<Service> only(List<Service> services, boolean servers) {
        return services.stream()
                .filter(service -> servers == SERVERS.contains(service.name()))
                .toList();
    }

    private static <T> List<T> reversed(List<T> list) {
        var reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.Ports;
import io.keysurge.local.process.StartException;
import java.util.HashSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ports a person asked for; null where they did not care, 0 where any free one will do.
 *
 * @param broker for Kafka clients
 * @param registry for schema registry clients
 * @param detector where the detector tells its health
 * @param sink where the alert sink tells its health
 */
public record AskedPorts(
        @Nullable Integer broker,
        @Nullable Integer registry,
        @Nullable Integer detector,
        @Nullable Integer sink) {
    private static final int HIGHEST = 65_535;

    /** Nothing asked for. */
    public static final AskedPorts NONE = new AskedPorts(null, null, null, null);

    /**
     * The ports to use.
     *
     * @param last where the services were last
     * @param running whether the service of this name runs, and so cannot move
     * @throws StartException if a port is no port, is asked for twice, or its service runs on another one
     */
    Addresses resolve(Addresses last, Predicate<String> running) {
        var addresses = new Addresses(
                resolve(BrokerService.NAME, broker, last.broker(), running),
                resolve(RegistryService.NAME, registry, last.registry(), running),
                resolve(Applications.DETECTOR, detector, last.detector(), running),
                resolve(Applications.SINK, sink, last.sink(), running));
        if (new HashSet<>(addresses.all()).size() < addresses.all().size()) {
            throw new StartException(
                    "ports: " + addresses.all() + " (expected: all different); choose others, 0 picks a free one");
        }
        return addresses;
    }

    /** What a person writes to ask for the port of a service. */
    static String option(String service) {
        return "--" + (service.equals(BrokerService.NAME) ? "kafka" : service) + "-port";
    }

    private static int resolve(String service, @Nullable Integer asked, int last, Predicate<String> running) {
        boolean anyWillDo = asked != null && asked == 0;
        if (asked == null || (anyWillDo && running.test(service))) {
            return last;
        }
        if (anyWillDo) {
            return Ports.free();
        }
        if (asked < 0 || asked > HIGHEST) {
            throw new StartException(option(service) + ": " + asked + " (expected: 0 to " + HIGHEST + ")");
        }
        if (asked != last && running.test(service)) {
            throw new StartException(option(service) + ": " + asked + " (expected: " + last + ", where the " + service
                    + " runs already); run down first to move it");
        }
        return asked;
    }
}

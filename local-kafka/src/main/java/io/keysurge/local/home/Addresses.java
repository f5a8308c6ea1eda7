// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.Ports;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The port of each service of an installation.
 *
 * @param broker for Kafka clients
 * @param registry for schema registry clients
 * @param detector where the detector tells its health
 * @param sink where the alert sink tells its health
 */
public record Addresses(int broker, int registry, int detector, int sink) {
    /** The ports of an installation that nobody asked anything else of. */
    public static final Addresses DEFAULT = new Addresses(21092, 21081, 21100, 21101);

    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
    static final String DETECTOR_PORT = "detector.http.port";
    static final String SINK_PORT = "sink.http.port";

    private static final Pattern PORT = Pattern.compile("(?:^|:)(\\d{1,5})(?:/|$)");

    /** Where the services of an installation were last, or the defaults. */
    public static Addresses in(LocalProperties properties) {
        return new Addresses(
                port(properties, BOOTSTRAP_SERVERS).orElse(DEFAULT.broker),
                port(properties, SCHEMA_REGISTRY_URL).orElse(DEFAULT.registry),
                port(properties, DETECTOR_PORT).orElse(DEFAULT.detector),
                port(properties, SINK_PORT).orElse(DEFAULT.sink));
    }

    /** What clients have to be told, as properties. */
    public Map<String, String> asProperties(String registryUrl, Path stateDirectory) {
        var properties = new LinkedHashMap<String, String>();
        properties.put(BOOTSTRAP_SERVERS, Ports.HOST + ":" + broker);
        properties.put(SCHEMA_REGISTRY_URL, registryUrl);
        properties.put("auto.register.schemas", "false");
        properties.put(DETECTOR_PORT, String.valueOf(detector));
        properties.put(SINK_PORT, String.valueOf(sink));
        properties.put("state.dir", stateDirectory.toString());
        return properties;
    }

    List<Integer> all() {
        return List.of(broker, registry, detector, sink);
    }

    private static Optional<Integer> port(LocalProperties properties, String name) {
        return properties
                .value(name)
                .map(PORT::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)));
    }
}

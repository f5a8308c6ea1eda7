// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import io.keysurge.local.process.Ports;
import io.keysurge.local.server.Broker;
import io.keysurge.local.server.BrokerNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Describes a {@link LocalCluster}: one broker and a registry unless told otherwise, on free ports. */
public final class LocalClusterBuilder {
    private static final int MOST_BROKERS = 3;

    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private int brokers = 1;
    private boolean withRegistry = true;
    private Broker.Compilation compilation = Broker.Compilation.QUICK;

    LocalClusterBuilder(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** How many brokers, 1 to 3; each is a controller as well. */
    public LocalClusterBuilder brokers(int count) {
        if (count < 1 || count > MOST_BROKERS) {
            throw new IllegalArgumentException("brokers: " + count + " (expected: 1 to " + MOST_BROKERS + ")");
        }
        brokers = count;
        return this;
    }

    /** No registry: saves its start where a test needs none. */
    public LocalClusterBuilder withoutRegistry() {
        withRegistry = false;
        return this;
    }

    /** Brokers as fast as in production once they are warm, and slower to start: for measurements. */
    public LocalClusterBuilder forMeasuring() {
        compilation = Broker.Compilation.FULL;
        return this;
    }

    /** A setting of every broker, by its Kafka name. */
    public LocalClusterBuilder brokerSetting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Starts it and waits until everything answers. */
    public LocalCluster start() {
        List<BrokerNode> nodes = IntStream.rangeClosed(1, brokers)
                .mapToObj(id -> new BrokerNode(id, Ports.free(), Ports.free()))
                .toList();
        return new LocalCluster(nodes, withRegistry, directory, Ports.free(), compilation, settings).startAll();
    }
}

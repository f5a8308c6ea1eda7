// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import io.keysurge.local.process.Child;
import io.keysurge.local.process.StartException;
import io.keysurge.local.server.Broker;
import io.keysurge.local.server.BrokerNode;
import io.keysurge.local.server.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka cluster and a real schema registry for tests: child processes on free ports of 127.0.0.1, which can be killed.
 *
 * <p>Topics are not created by using them; a replication factor of -1 takes one replica per broker. Whatever happens to this JVM short of
 * a {@code kill -9}, the children end with it.
 *
 * <p>Not thread safe, but for {@link #shared()}.
 */
public final class LocalCluster implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Uuid clusterId = Uuid.randomUuid();
    private final Map<Integer, Broker> brokers = new TreeMap<>();
    private final @Nullable Registry registry;
    private final Map<Integer, Child> brokerProcesses = Collections.synchronizedMap(new TreeMap<>());
    private volatile @Nullable Child registryProcess;
    private final Thread endWithThisJvm = new Thread(this::killAll, "end-local-cluster");

    LocalCluster(
            List<BrokerNode> nodes,
            boolean withRegistry,
            Path directory,
            int registryPort,
            Broker.Compilation compilation,
            Map<String, String> settings) {
        for (BrokerNode node : nodes) {
            Path home = directory.resolve("broker-" + node.id());
            Path log = directory.resolve("broker-" + node.id() + ".log");
            brokers.put(node.id(), new Broker(node, nodes, home, log, compilation, settings));
        }
        registry = withRegistry
                ? new Registry(registryPort, directory.resolve("registry"), directory.resolve("registry.log"))
                : null;
    }

    /**
     * One broker and a registry with their data in this directory, answering.
     *
     * @throws StartException if one of them does not come up; with its last log lines
     */
    public static LocalCluster start(Path directory) {
        return in(directory).start();
    }

    /** A cluster with its data in this directory, to be described further. */
    public static LocalClusterBuilder in(Path directory) {
        return new LocalClusterBuilder(directory);
    }

    /**
     * One broker and a registry for all tests of this JVM, started by the first caller and ended with the JVM. Tests share it: each takes
     * topic names of its own and breaks nothing.
     */
    public static LocalCluster shared() {
        return SharedCluster.get();
    }

    /** The addresses clients give as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return brokers.values().stream().map(broker -> broker.node().address()).collect(Collectors.joining(","));
    }

    /**
     * The address clients give as {@code schema.registry.url}.
     *
     * @throws IllegalStateException if the cluster was started without a registry
     */
    public String registryUrl() {
        return registry().url();
    }

    /** Ends a broker without warning, as {@code kill -9} does; brokers are numbered from 1. */
    public void killBroker(int id) {
        broker(id);
        Child child = brokerProcesses.remove(id);
        if (child != null) {
            child.kill();
        }
    }

    /** Starts a killed broker again on its data and its port, and waits until it takes part in the cluster. */
    public void startBroker(int id) {
        Broker broker = broker(id);
        broker.awaitAnswer(launch(broker));
    }

    /** Ends the registry without warning, as {@code kill -9} does. */
    public void killRegistry() {
        registry();
        Child child = registryProcess;
        if (child != null) {
            child.kill();
        }
    }

    /** Starts the killed registry again on its data and its port, and waits until it answers. */
    public void startRegistry() {
        registry().awaitAnswer(launch(registry()));
    }

    /** Stops everything; the data stays. */
    @Override
    public void close() {
        Child registryChild = registryProcess;
        if (registryChild != null) {
            registryChild.stop(GRACE);
        }
        var running = new ArrayList<>(brokerProcesses.values());
        // All at once: the last one left would wait in vain for a controller to tell that it goes.
        running.forEach(child -> child.handle().destroy());
        running.forEach(child -> child.stop(GRACE));
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
        } catch (IllegalStateException e) {
            return; // the JVM is ending and runs the hook already
        }
    }

    LocalCluster startAll() {
        Runtime.getRuntime().addShutdownHook(endWithThisJvm);
        try {
            brokers.values().forEach(broker -> broker.prepare(clusterId));
            // All before waiting for the first: a controller needs a majority, and the registry's start is long as
            // well.
            brokers.values().forEach(this::launch);
            Child registryChild = registry == null ? null : launch(registry);
            brokers.forEach((id, broker) -> broker.awaitAnswer(running(id)));
            if (registry != null && registryChild != null) {
                registry.awaitAnswer(registryChild);
            }
            return this;
        } catch (StartException e) {
            killAll();
            throw e;
        }
    }

    void killAll() {
        brokerProcesses.values().forEach(Child::kill);
        Child child = registryProcess;
        if (child != null) {
            child.kill();
        }
    }

    private Child launch(Broker broker) {
        Child child = broker.launch().start();
        brokerProcesses.put(broker.node().id(), child);
        return child;
    }

    private Child launch(Registry described) {
        Child child = described.launch().start();
        registryProcess = child;
        return child;
    }

    private Child running(int id) {
        Child child = brokerProcesses.get(id);
        if (child == null) {
            throw new IllegalStateException("broker: " + id + " is not running");
        }
        return child;
    }

    private Broker broker(int id) {
        Broker broker = brokers.get(id);
        if (broker == null) {
            throw new IllegalArgumentException("broker: " + id + " (expected: one of " + brokers.keySet() + ")");
        }
        return broker;
    }

    private Registry registry() {
        if (registry == null) {
            throw new IllegalStateException("registry: none (expected: a cluster started with one)");
        }
        return registry;
    }
}

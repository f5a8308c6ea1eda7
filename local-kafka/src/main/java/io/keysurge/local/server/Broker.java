// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.server;

import io.keysurge.local.process.Child;
import io.keysurge.local.process.Launch;
import io.keysurge.local.process.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka broker that is its own controller (KRaft, combined roles).
 *
 * @param node its address
 * @param cluster every node of the cluster, this one included
 * @param directory where its data and its configuration lie
 * @param log file its warnings go to
 * @param compilation how far its code is compiled
 * @param extra broker settings on top of, or instead of, the ones chosen here
 */
public record Broker(
        BrokerNode node,
        List<BrokerNode> cluster,
        Path directory,
        Path log,
        Compilation compilation,
        Map<String, String> extra) {
    private static final String LOGGING = "log4j2.properties";

    /** How far the JVM compiles what runs often. */
    public enum Compilation {
        /** The first compiler alone: a start takes half of the processor time, for brokers that live for minutes. */
        QUICK,
        /** All of it, as in production: for measurements. */
        FULL
    }

    public Broker {
        cluster = List.copyOf(cluster);
        extra = Map.copyOf(extra);
    }

    /**
     * Writes the configuration and, only where no data is yet, formats the data directory.
     *
     * @param clusterId the same for every node of a cluster
     */
    public void prepare(Uuid clusterId) {
        try {
            Files.createDirectories(directory);
            Files.write(configuration(), lines());
            writeLoggingConfiguration();
        } catch (IOException e) {
            throw new StartException(name() + ": cannot write to " + directory + " (" + e.getMessage() + ")", e);
        }
        if (!Files.exists(data().resolve("meta.properties"))) {
            var arguments = List.of(
                    "format", "-t", clusterId.toString(), "-c", configuration().toString());
            java(directory.resolve("format.log"), Compilation.QUICK, "kafka.tools.StorageTool", arguments)
                    .start()
                    .awaitSuccess();
        }
    }

    /** The process that runs it; {@link #prepare} comes first. */
    public Launch launch() {
        return java(log, compilation, "kafka.Kafka", List.of(configuration().toString()));
    }

    /** Waits until the broker takes part in the cluster. */
    public void awaitAnswer(Child child) {
        child.awaitAnswer(() -> Answers.broker(node));
    }

    /** The settings, in the order they are written. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        new BrokerSettings(node, cluster).all(extra).forEach((name, value) -> lines.add(name + "=" + value));
        return lines;
    }

    private Launch java(Path output, Compilation compilation, String main, List<String> arguments) {
        var jvm = new ArrayList<String>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        if (compilation == Compilation.QUICK) {
            jvm.add("-XX:TieredStopAtLevel=1");
        }
        jvm.add("-Dlog4j2.configurationFile=" + directory.resolve(LOGGING).toUri());
        jvm.addAll(List.of("-cp", ServerFiles.find().brokerClassPath(), main));
        jvm.addAll(arguments);
        return new Launch(name(), Launch.java(jvm), Map.of(), directory, output);
    }

    private void writeLoggingConfiguration() throws IOException {
        try (InputStream settings = Objects.requireNonNull(Broker.class.getResourceAsStream("broker-" + LOGGING))) {
            Files.write(directory.resolve(LOGGING), settings.readAllBytes());
        }
    }

    private String name() {
        return cluster.size() == 1 ? "broker" : "broker " + node.id();
    }

    private Path configuration() {
        return directory.resolve("broker.properties");
    }

    private Path data() {
        return directory.resolve(BrokerSettings.DATA);
    }
}

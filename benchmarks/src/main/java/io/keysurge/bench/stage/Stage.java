// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import io.keysurge.local.LocalCluster;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.SchemaRegistrar;
import io.keysurge.topics.TopicProvisioner;
import io.keysurge.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a registry and a temporary directory. However this JVM ends short of a {@code kill -9}, nothing of them
 * stays, and no detector that was started on it.
 */
public final class Stage implements AutoCloseable {

    /** Partitions of each topic. */
    public static final int PARTITIONS = 4;

    private final Path directory;
    private final Thread endWithThisJvm = new Thread(this::clear, "clear-bench-stage");
    private final Collection<Process> children = new ConcurrentLinkedQueue<>();
    private volatile @Nullable LocalCluster cluster;

    private Stage(Path directory) {
        this.directory = directory;
    }

    /** Starts them; returns when they answer. */
    public static Stage open() throws IOException {
        var stage = new Stage(Files.createTempDirectory("keysurge-bench"));
        Runtime.getRuntime().addShutdownHook(stage.endWithThisJvm);
        try {
            stage.cluster = LocalCluster.start(stage.directory.resolve("cluster"));
            return stage;
        } catch (RuntimeException failed) {
            stage.close();
            throw failed;
        }
    }

    /** Creates every topic of the house and registers its schemas. */
    public Topics createTopics(String prefix) {
        var topics = new Topics(prefix);
        try (Admin admin = Admin.create(clientSettings());
                var registry = RegistryClient.from(clientSettings())) {
            new TopicProvisioner(admin, PARTITIONS, (short) 1).createMissing(topics);
            new SchemaRegistrar(registry).registerAll(topics);
        }
        return topics;
    }

    /** Where anything may be written. */
    public Path directory() {
        return directory;
    }

    /** Where the broker and the registry are. */
    public Map<String, Object> clientSettings() {
        LocalCluster started = cluster;
        if (started == null) {
            throw new IllegalStateException("the stage is not open");
        }
        return Map.of(
                "bootstrap.servers", started.bootstrapServers(),
                "schema.registry.url", started.registryUrl());
    }

    /** The broker's process id; 0 where the operating system does not tell what a process runs. */
    public long brokerProcess() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info().commandLine().orElse("").contains("kafka.Kafka"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(0);
    }

    /** A process that is to end with this stage. */
    void attend(Process process) {
        children.add(process);
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
        } catch (IllegalStateException ending) {
            return; // the JVM is ending and runs the hook already
        }
    }

    private void clear() {
        for (Process process : children) {
            process.destroyForcibly();
            process.onExit().join();
        }
        LocalCluster started = cluster;
        if (started != null) {
            started.close();
        }
        try {
            Folder.delete(directory);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}

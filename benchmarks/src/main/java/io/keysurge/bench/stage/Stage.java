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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a registry and a temporary directory. However this JVM ends short of a {@code kill -9}, nothing of them
 * stays, and no process that was started on it.
 */
public final class Stage implements AutoCloseable {

    /** Partitions of each topic. */
    public static final int PARTITIONS = 4;

    private final Path directory;
    private final Thread endWithThisJvm = new Thread(this::clear, "clear-bench-stage");
    private final Collection<Process> children = new ConcurrentLinkedQueue<>();
    private volatile @Nullable LocalCluster cluster;
    private volatile boolean ending;

    private Stage(Path directory) {
        this.directory = directory;
    }

    /** Starts them; returns when they answer. */
    public static Stage open() throws IOException {
        var stage = new Stage(Files.createTempDirectory("keysurge-bench"));
        Runtime.getRuntime().addShutdownHook(stage.endWithThisJvm);
        try {
            stage.cluster = LocalCluster.in(stage.directory.resolve("cluster"))
                    .forMeasuring()
                    .start();
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

    /**
     * What starts a JVM like this one, with this one's class path.
     *
     * @param options of the JVM
     * @param main what it runs
     * @param arguments what that is told
     */
    public static ProcessBuilder jvm(List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /**
     * Starts a process that is to end with this stage.
     *
     * @throws CancellationException when the stage is being cleared away, by Ctrl-C for instance
     */
    public Process start(ProcessBuilder builder) throws IOException {
        requireOpen();
        Process process = builder.start();
        children.add(process);
        if (ending) {
            process.destroyForcibly();
        }
        return process;
    }

    /**
     * Nothing while the stage is open.
     *
     * @throws CancellationException when it is being cleared away
     */
    public void requireOpen() {
        if (ending) {
            throw new CancellationException("stopped");
        }
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
        } catch (IllegalStateException jvmEnds) {
            return; // the JVM is ending and runs the hook already
        }
    }

    private synchronized void clear() {
        ending = true;
        for (Process process : children) {
            process.destroyForcibly();
            process.onExit().join();
        }
        children.clear();
        LocalCluster started = cluster;
        if (started != null) {
            started.close();
            cluster = null;
        }
        try {
            Folder.delete(directory);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}

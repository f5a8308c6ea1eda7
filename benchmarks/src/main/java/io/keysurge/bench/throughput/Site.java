// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import io.keysurge.local.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a registry and a temporary directory for one round. However this JVM ends short of a {@code kill -9},
 * nothing of them stays.
 */
final class Site implements AutoCloseable {

    private final Path directory;
    private final Thread endWithThisJvm = new Thread(this::clear, "clear-bench-site");
    private volatile @Nullable LocalCluster cluster;
    private volatile @Nullable Process child;
    private volatile boolean ending;

    private Site(Path directory) {
        this.directory = directory;
    }

    /** Starts them; returns when they answer. */
    static Site open() throws IOException {
        var site = new Site(Files.createTempDirectory("keysurge-bench"));
        Runtime.getRuntime().addShutdownHook(site.endWithThisJvm);
        try {
            site.cluster = LocalCluster.start(site.directory.resolve("cluster"));
            return site;
        } catch (RuntimeException failed) {
            site.close();
            throw failed;
        }
    }

    /** Where anything may be written. */
    Path directory() {
        return directory;
    }

    /** Where the broker and the registry are. */
    Map<String, Object> clientSettings() {
        return Map.of(
                "bootstrap.servers",
                running().bootstrapServers(),
                "schema.registry.url",
                running().registryUrl());
    }

    /** The broker's process id; 0 where the operating system does not tell what a process runs. */
    static long brokerProcess() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info().commandLine().orElse("").contains("kafka.Kafka"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(0);
    }

    /** The process that is to end with this site. */
    void attend(Process process) {
        child = process;
        if (ending) {
            process.destroyForcibly();
        }
    }

    /** Ends a thread's work when this site is being cleared away, by Ctrl-C for instance: nothing more may be started on it. */
    void requireOpen() {
        if (ending) {
            throw new CancellationException("stopped");
        }
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

    private synchronized void clear() {
        ending = true;
        if (!Files.exists(directory)) {
            return;
        }
        Process process = child;
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
        LocalCluster started = cluster;
        if (started != null) {
            started.close();
        }
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private LocalCluster running() {
        LocalCluster started = cluster;
        if (started == null) {
            throw new IllegalStateException("the site is not open");
        }
        return started;
    }
}

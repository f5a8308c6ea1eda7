// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.server;

import io.keysurge.local.process.Child;
import io.keysurge.local.process.Launch;
import io.keysurge.local.process.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One Apicurio registry, spoken to through its Confluent-compatible API.
 *
 * @param port where it listens
 * @param directory where its database lies
 * @param log file its warnings go to
 */
public record Registry(int port, Path directory, Path log) {
    /** Producers and consumers may be upgraded in any order, and every stored record stays readable. */
    static final String COMPATIBILITY = "FULL_TRANSITIVE";

    /** The address clients give as {@code schema.registry.url}. */
    public String url() {
        return "http://" + Ports.HOST + ":" + port + "/apis/ccompat/v7";
    }

    /** The process that runs it. */
    public Launch launch() {
        return new Launch("registry", Launch.java(arguments()), Map.of(), directory, log);
    }

    /** Waits until the registry answers, then sets the compatibility that holds where a subject sets none. */
    public void awaitAnswer(Child child) {
        child.awaitAnswer(() -> Answers.registry(url()));
        RegistryCompatibility.set(url(), COMPATIBILITY);
    }

    private List<String> arguments() {
        return List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=" + Ports.HOST,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.log.level=WARN",
                "-Dquarkus.log.category.\"io.apicurio\".level=WARN",
                "-Dquarkus.http.access-log.enabled=false",
                "-Dquarkus.banner.enabled=false",
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=h2",
                // Relative, so that no character of the home's path can be taken for a setting of H2. Without
                // WRITE_DELAY=0 a
                // schema is confirmed before it is on disk: after a kill -9, records written with its id are
                // unreadable.
                "-Dapicurio.datasource.url=jdbc:h2:file:./registry;WRITE_DELAY=0",
                "-Dapicurio.datasource.jdbc.min-size=1",
                "-Dapicurio.datasource.jdbc.initial-size=1",
                "-jar",
                ServerFiles.find().registryJar().toString());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.keycloak;

import io.keysurge.local.process.Child;
import io.keysurge.local.process.Launch;
import io.keysurge.local.process.Ports;
import io.keysurge.local.process.StartException;
import io.keysurge.local.server.Answers;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A real Keycloak on this machine, on free ports of the loopback address, with its data in a directory of the caller's
 * choice. In development mode: plain HTTP, one node, an embedded database.
 *
 * <p>Takes most of a minute: Keycloak first builds itself for its settings, as its own start script does.
 */
public final class LocalKeycloak implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final String ADMIN = "admin";
    private static final int PASSWORD_BYTES = 24;

    private final URI address;
    private final String password;
    private final Child process;
    private final Thread endWithThisJvm;

    private LocalKeycloak(URI address, String password, Child process) {
        this.address = address;
        this.password = password;
        this.process = process;
        this.endWithThisJvm = new Thread(process::kill, "end-local-keycloak");
    }

    /**
     * Unpacks the archive, starts what is in it and waits until it answers. It ends with this JVM at the latest.
     *
     * @param archive {@code org.keycloak:keycloak-quarkus-dist:zip} as Maven Central has it
     * @param directory where it is unpacked and its data and log lie; empty or absent
     * @param options further options of Keycloak's {@code start-dev}, such as {@code --features=client-secret-rotation}
     * @throws StartException if the archive is missing or Keycloak does not start; says what to do
     */
    public static LocalKeycloak start(Path archive, Path directory, String... options) {
        Path home = new Archive(archive).unpack(directory);
        Path log = directory.toAbsolutePath().resolve("keycloak.log");
        int port = Ports.free();
        String password = password();
        launch(home, port, log, "-Dkc.config.build-and-exit=true", Map.of(), options)
                .start()
                .awaitSuccess();
        // The password goes through the environment: anybody on the machine may read the arguments of a process.
        Map<String, String> admin =
                Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN, "KC_BOOTSTRAP_ADMIN_PASSWORD", password);
        Child child = launch(home, port, log, "-Dkc.config.built=true", admin, options)
                .start();
        var keycloak = new LocalKeycloak(URI.create("http://" + Ports.HOST + ":" + port), password, child);
        keycloak.awaitAnswer();
        return keycloak;
    }

    /** Where it answers, without a path. */
    public URI address() {
        return address;
    }

    /** The administrator of the realm {@code master}. */
    public String adminUser() {
        return ADMIN;
    }

    /** That administrator's password, made for this start. */
    public String adminPassword() {
        return password;
    }

    /** Stops it; its directory stays. */
    @Override
    public void close() {
        process.stop(GRACE);
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
        } catch (IllegalStateException e) {
            return; // the JVM is ending and runs the hook already
        }
    }

    private void awaitAnswer() {
        Runtime.getRuntime().addShutdownHook(endWithThisJvm);
        try {
            process.awaitAnswer(() -> Answers.ok(address + "/realms/master"));
        } catch (StartException e) {
            process.kill();
            throw e;
        }
    }

    /** The command of its start script, without the shell around it, so that the process to be ended is Keycloak itself. */
    private static Launch launch(
            Path home, int port, Path log, String phase, Map<String, String> environment, String... options) {
        var arguments = new ArrayList<String>(List.of(
                "-Xms64m",
                "-Xmx384m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                phase,
                "-cp",
                home.resolve("lib").resolve("quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "--profile=dev",
                "start-dev",
                "--http-host=" + Ports.HOST,
                "--http-port=" + port,
                "--hostname-strict=false"));
        arguments.addAll(List.of(options));
        return new Launch("keycloak", Launch.java(arguments), environment, home, log);
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import io.keysurge.local.keycloak.LocalKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A Keycloak for the demo, in the foreground. */
@Command(
        name = "keycloak",
        description = "Runs a Keycloak for the demo until it is stopped; the demo's launcher calls it.",
        hidden = true)
final class KeycloakCommand implements Callable<Integer> {

    private static final int SECRET_BYTES = 24;

    @Option(names = "--archive", required = true, paramLabel = "ZIP", description = "The published archive.")
    private Path archive = Path.of("");

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "Where it is unpacked and lives.")
    private Path home = Path.of("");

    @Option(
            names = "--environment",
            required = true,
            paramLabel = "FILE",
            description =
                    "Where to write, for this user only and once it answers, the variables that the sink and the demo need.")
    private Path environment = Path.of("");

    /** A demo has no minute to wait for silence. */
    private static final int QUIET_MILLIS = 3_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (LocalKeycloak keycloak = LocalKeycloak.start(archive, home)) {
            write(keycloak);
            StatusTable.out(spec).println("Keycloak answers at " + keycloak.address());
            new CountDownLatch(1).await(); // until a signal ends the process, and Keycloak with it
        }
        return 0;
    }

    private void write(LocalKeycloak keycloak) throws IOException {
        String variables = String.join(
                "\n",
                "KEYSURGE_SINK_MODE=live",
                "KEYSURGE_SINK_QUIET_MS=" + QUIET_MILLIS,
                "KEYSURGE_SINK_KEYCLOAK_MODE=live",
                "KEYSURGE_SINK_KEYCLOAK_URL=" + keycloak.address(),
                "KEYSURGE_SINK_KEYCLOAK_REALM=demo",
                "KEYSURGE_SINK_KEYCLOAK_CLIENT_SECRET=" + secret(),
                "KEYSURGE_SINK_KEYCLOAK_ALLOW_PRIVATE=true",
                "DEMO_KEYCLOAK_ADMIN=" + keycloak.adminUser(),
                "DEMO_KEYCLOAK_ADMIN_PASSWORD=" + keycloak.adminPassword(),
                "");
        Path unfinished = environment.resolveSibling(environment.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, variables);
        Files.move(unfinished, environment, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

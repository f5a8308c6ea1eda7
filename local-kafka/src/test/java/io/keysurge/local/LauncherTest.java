// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.local.process.Launch;
import io.keysurge.local.process.LogTail;
import io.keysurge.local.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The launcher")
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "keysurge").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "status", "down", "load", "detect", "alerts", "setup", "detector", "sink"})
    void lists_every_command(String command) {
        assertThat(run(LAUNCHER, Map.of(), "help")).contains("./keysurge " + command);
    }

    @Test
    void finds_the_project_through_symbolic_links() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), LAUNCHER);
        Path linkToLink = Files.createSymbolicLink(directory.resolve("link-to-link"), Path.of("link"));
        Path jdk = fakeJdk("17.0.1");

        assertThat(run(linkToLink, Map.of("JAVA_HOME", jdk.toString(), "KEYSURGE_NO_BUILD", "1"), "status"))
                .contains("-jar " + LAUNCHER.resolveSibling("local-kafka"));
        assertThat(link).isSymbolicLink();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_392"})
    void refuses_a_java_that_is_too_old(String version) throws IOException {
        Path jdk = fakeJdk(version);

        assertThatThrownBy(() -> run(LAUNCHER, Map.of("JAVA_HOME", jdk.toString()), "status"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("(expected: 17 or later); install a newer JDK or set JAVA_HOME");
    }

    @Test
    void says_so_when_there_is_no_java() {
        assertThatThrownBy(() -> run(LAUNCHER, Map.of("JAVA_HOME", directory.toString()), "status"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("(expected: a JDK, 17 or later); install one or set JAVA_HOME");
    }

    /** A java that tells this version, and otherwise what it was asked to run. */
    private Path fakeJdk(String version) throws IOException {
        Path java =
                Files.createDirectories(directory.resolve("jdk").resolve("bin")).resolve("java");
        String script = "#!/bin/sh\ncase \"$*\" in *-version) echo 'openjdk version \"" + version
                + "\"' >&2 ;; *) echo \"$@\" ;; esac\n";
        Files.writeString(java, script);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return directory.resolve("jdk");
    }

    private String run(Path launcher, Map<String, String> environment, String command) {
        Path log = directory.resolve("log");
        new Launch("keysurge", List.of("sh", launcher.toString(), command), environment, directory, log)
                .start()
                .awaitSuccess();
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new AssertionError(LogTail.of(log), e);
        }
    }
}

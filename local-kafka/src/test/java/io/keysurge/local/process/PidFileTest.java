// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process id file")
class PidFileTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private PidFile file;
    private Child sleeper;

    @BeforeEach
    void start_a_process() {
        file = new PidFile(directory.resolve("run").resolve("sleeper.pid"));
        sleeper = new Launch("sleeper", List.of("sleep", "300"), Map.of(), directory, directory.resolve("log")).start();
    }

    @AfterEach
    void end_it() {
        sleeper.kill();
    }

    @Test
    void finds_the_remembered_process_again() {
        file.remember(sleeper.handle());

        assertThat(file.running()).contains(sleeper.handle());
    }

    @Test
    void knows_of_nothing_before_anything_was_remembered() {
        assertThat(file.running()).isEmpty();
        assertThat(file.stop(GRACE)).isFalse();
    }

    @Test
    void no_longer_finds_a_process_that_has_ended() {
        file.remember(sleeper.handle());
        sleeper.kill();

        assertThat(file.running()).isEmpty();
    }

    @Test
    void stops_the_process_and_forgets_it() {
        file.remember(sleeper.handle());

        assertThat(file.stop(GRACE)).isTrue();
        assertThat(file.file()).doesNotExist();
        // The process is dead; this JVM, its parent, learns of it a moment later.
        await().until(() -> !sleeper.isAlive());
    }

    @Test
    void leaves_another_process_alone_that_was_given_the_same_id_later() throws IOException {
        file.remember(sleeper.handle());
        List<String> lines = Files.readAllLines(file.file());
        long tenSecondsEarlier = Long.parseLong(lines.get(1)) - 10_000;
        Files.write(file.file(), List.of(lines.get(0), String.valueOf(tenSecondsEarlier)));

        assertThat(file.running()).isEmpty();
        assertThat(file.stop(GRACE)).isFalse();
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void takes_a_damaged_file_for_none() throws IOException {
        Files.createDirectories(file.file().getParent());
        Files.writeString(file.file(), "12");

        assertThat(file.running()).isEmpty();
    }

    @Test
    void ends_a_process_without_warning_that_ignores_being_asked() {
        Child stubborn = new Launch(
                        "stubborn",
                        List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"),
                        Map.of(),
                        directory,
                        directory.resolve("stubborn.log"))
                .start();
        stubborn.awaitAnswer(() -> LogTail.of(directory.resolve("stubborn.log")).contains("deaf"));
        file.remember(stubborn.handle());

        assertThat(file.stop(Duration.ofMillis(300))).isTrue();
        await().until(() -> !stubborn.isAlive());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A launched process")
class LaunchTest {
    @TempDir
    private Path directory;

    @Test
    void that_fails_is_reported_with_the_end_of_its_log() {
        Child child = shell("echo the disk is full; exit 3").start();

        assertThatThrownBy(child::awaitSuccess)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("server: failed with exit code 3")
                .hasMessageContaining("the disk is full");
    }

    @Test
    void that_ends_before_it_answers_is_not_waited_for() {
        Child child = shell("exit 1").start();

        assertThatThrownBy(() -> child.awaitAnswer(() -> false))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("ended with exit code 1 before it answered");
    }

    @Test
    void that_does_not_exist_is_named() {
        var launch = new Launch("server", List.of("no-such-program"), Map.of(), directory, log());

        assertThatThrownBy(launch::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("server: could not be started")
                .hasMessageContaining("no-such-program");
    }

    @Test
    void sees_variables_set_and_removed() {
        var environment = Map.of("KEYSURGE_SET", "yes", "HOME", "");
        List<String> command = List.of("sh", "-c", "echo \"set=$KEYSURGE_SET home=${HOME-removed}\"");
        new Launch("server", command, environment, directory, log()).start().awaitSuccess();

        assertThat(LogTail.of(log())).contains("set=yes home=removed");
    }

    @Test
    void survives_hang_up_and_interrupt_if_it_is_to_outlive_the_terminal() {
        shell("kill -HUP $$; kill -INT $$; echo still here")
                .outlivingTheTerminal()
                .start()
                .awaitSuccess();

        assertThat(LogTail.of(log())).contains("still here");
    }

    @Test
    void keeps_its_process_id_when_it_is_to_outlive_the_terminal() {
        Child child = shell("echo pid $$").outlivingTheTerminal().start();
        child.awaitSuccess();

        assertThat(LogTail.of(log())).contains("pid " + child.handle().pid());
    }

    private Launch shell(String script) {
        return new Launch("server", List.of("sh", "-c", script), Map.of(), directory, log());
    }

    private Path log() {
        return directory.resolve("server.log");
    }
}

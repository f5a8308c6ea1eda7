// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that runs a service")
class ServiceRunnerIT {

    @TempDir
    private Path directory;

    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void ends_with_zero_after_an_orderly_stop_when_it_is_asked_to_terminate() throws Exception {
        start("well");
        terminate();
        assertThat(process.exitValue()).isZero();
        assertThat(output()).contains("STOPPED");
        assertThat(errors()).isEmpty();
    }

    @Test
    void ends_with_one_and_a_sentence_when_the_stop_fails() throws Exception {
        start("stop-fails");
        terminate();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(errors()).isEqualTo("waiting: the last offsets could not be committed\n");
    }

    private void start(String mode) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitingService.class.getName(),
                        mode)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> output().contains("STARTED"));
    }

    private void terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("out"));
    }

    private String errors() throws IOException {
        return Files.readString(directory.resolve("err"));
    }
}

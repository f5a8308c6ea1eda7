// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A large payload")
class LargePayloadIT {

    private static final long BYTES = 200L * 1024 * 1024;

    @Test
    void of_200_mib_on_a_single_line_is_read_in_a_heap_of_24_mib() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargePayload.class.getName(),
                        Long.toString(BYTES))
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(process.waitFor()).as(said).isZero();
        String[] counts = said.lines().reduce("", (before, last) -> last).split("\\D+");
        assertThat(Long.parseLong(counts[0])).as(said).isGreaterThan(300_000).isEqualTo(Long.parseLong(counts[2]));
        assertThat(counts[1]).isEqualTo("0");
    }
}

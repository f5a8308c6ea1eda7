// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reads 200 MiB, or what {@code -Dkeysurge.large.bytes=2147483648} says. By one command: {@code ./mvnw verify -pl stream-app
 * -am -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=LargePayloadIT
 * -Dfailsafe.failIfNoSpecifiedTests=false -Dkeysurge.large.bytes=2147483648}
 */
@DisplayName("A large payload")
class LargePayloadIT {

    private static final long BYTES = Long.getLong("keysurge.large.bytes", 200L * 1024 * 1024);
    private static final long MOST_BYTES_OF_AN_ENTRY = 700;

    @ParameterizedTest(name = "of {0}, {1}")
    @CsvSource({"array, plain", "lines, gzip", "csv, plain"})
    void is_read_in_a_heap_of_24_mib(String shape, String packing) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargePayload.class.getName(),
                        Long.toString(BYTES),
                        shape,
                        packing)
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(process.waitFor()).as(said).isZero();
        String[] counts = said.lines().reduce("", (before, last) -> last).split("\\D+");
        assertThat(Long.parseLong(counts[0]))
                .as(said)
                .isGreaterThan(BYTES / MOST_BYTES_OF_AN_ENTRY)
                .isEqualTo(Long.parseLong(counts[2]));
        assertThat(counts[1]).isEqualTo("0");
    }
}

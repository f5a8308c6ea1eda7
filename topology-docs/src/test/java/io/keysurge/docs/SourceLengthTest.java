// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Long files are where rooms begin to mix. */
@DisplayName("Source files")
class SourceLengthTest {

    private static final int LONGEST = 300;
    private static final long LONGEST_OF_MOST = 250;
    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .normalize()
            .resolve("..")
            .normalize();

    private final Map<Path, Long> lines = sources();

    @Test
    void are_found_in_every_module() {
        assertThat(lines.keySet())
                .map(file -> file.getName(0).toString())
                .contains("schemas", "stream-app", "alert-sink", "local-kafka", "topology-docs");
    }

    @Test
    void have_at_most_300_lines() {
        assertThat(lines.entrySet())
                .filteredOn(file -> file.getValue() > LONGEST)
                .isEmpty();
    }

    @Test
    void have_at_most_250_lines_in_19_cases_of_20() {
        List<Long> ascending = lines.values().stream().sorted().toList();
        assertThat(ascending.get(ascending.size() * 95 / 100)).isLessThanOrEqualTo(LONGEST_OF_MOST);
    }

    private static Map<Path, Long> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceLengthTest::javaFiles)
                    .collect(Collectors.toMap(ROOT::relativize, SourceLengthTest::lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> text = Files.lines(file)) {
            return text.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

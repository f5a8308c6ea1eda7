// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The configuration files in force")
class ConfigFilesTest {

    @TempDir
    private Path directory;

    @Test
    void are_the_local_one_then_the_projects_then_the_named_ones() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path local = Files.createFile(home.resolve("local.properties"));
        Path project = Files.createFile(directory.resolve("keysurge.properties"));
        assertThat(ConfigFiles.inForce(
                        Map.of("KEYSURGE_HOME", home.toString()), directory, List.of(Path.of("b"), Path.of("a"))))
                .containsExactly(local, project, directory.resolve("b"), directory.resolve("a"));
    }

    @Test
    void leave_out_those_that_nobody_named_and_that_do_not_exist() {
        assertThat(ConfigFiles.inForce(Map.of("KEYSURGE_HOME", "nowhere"), directory, List.of()))
                .isEmpty();
        assertThat(ConfigFiles.inForce(Map.of(), directory, List.of())).isEmpty();
    }
}

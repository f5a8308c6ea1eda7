// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.local.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Keycloak's archive")
class ArchiveTest {

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void begin() {
        target = directory.resolve("target");
    }

    @Test
    void is_unpacked_to_the_folder_that_is_in_it() throws Exception {
        Path home = zip("keycloak-1/lib/quarkus-run.jar", "keycloak-1/conf/keycloak.conf")
                .unpack(target);

        assertThat(home).isEqualTo(target.resolve("keycloak-1"));
        assertThat(home.resolve("conf/keycloak.conf")).hasContent("x");
    }

    @Test
    void is_asked_for_by_name_and_by_the_command_that_fetches_it() {
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> new Archive(directory.resolve("none.zip")).unpack(target))
                .withMessageContaining("none.zip: missing")
                .withMessageContaining("./mvnw dependency:copy -Dartifact=org.keycloak:keycloak-quarkus-dist:");
    }

    @Test
    void writes_nothing_outside_the_directory() throws Exception {
        Archive archive = zip("keycloak-1/../../outside");

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> archive.unpack(target))
                .withMessageContaining("leads out of the archive");
        assertThat(directory.resolve("outside")).doesNotExist();
    }

    @Test
    void is_not_any_other_archive() throws Exception {
        Archive archive = zip("something-else/readme");

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> archive.unpack(target))
                .withMessageContaining("no Keycloak in it");
    }

    @Test
    void is_of_the_version_that_the_build_fetches() throws Exception {
        String version = Archive.COORDINATES.split(":")[2];

        assertThat(Path.of("..", "pom.xml")).content().contains("<keycloak.version>" + version + "</keycloak.version>");
    }

    private Archive zip(String... entries) throws IOException {
        Path file = directory.resolve("keycloak.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write('x');
            }
        }
        return new Archive(file);
    }
}

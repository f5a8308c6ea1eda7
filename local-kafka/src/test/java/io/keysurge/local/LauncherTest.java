// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The launcher")
class LauncherTest {
    @TempDir
    private Path directory;

    private LaunchedProject project;

    @BeforeEach
    void copy_it_into_a_project_with_stand_ins_for_java_and_maven() throws IOException {
        project = LaunchedProject.in(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "status",
                "down",
                "load",
                "detect",
                "evaluate",
                "bench",
                "alerts",
                "setup",
                "detector",
                "sink"
            })
    void lists_every_command(String command) {
        assertThat(project.run("help").output()).contains("./keysurge " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_392"})
    void refuses_a_java_that_is_too_old(String version) throws IOException {
        project.useJava(version);

        var outcome = project.run("status");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).endsWith("(expected: 17 or later); install a newer JDK or set JAVA_HOME\n");
    }

    @Test
    void says_so_when_there_is_no_java() {
        var outcome = project.run(Map.of("JAVA_HOME", directory.toString()), "status");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).endsWith("(expected: a JDK, 17 or later); install one or set JAVA_HOME\n");
    }

    @Test
    void builds_when_nothing_was_built_yet() {
        assertThat(project.run("status").output()).contains("keysurge: building", "maven ran", "java ran");
    }

    @Test
    void says_so_when_nothing_was_built_and_building_is_forbidden() {
        var outcome = project.run(Map.of("KEYSURGE_NO_BUILD", "1"), "status");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("is missing (expected: built)").doesNotContain("maven ran");
    }

    @Nested
    @DisplayName("that has built")
    class Built {
        @BeforeEach
        void build() {
            assertThat(project.run("status").exitCode()).isZero();
        }

        @Test
        void does_not_build_again() {
            assertThat(project.run("status").output()).doesNotContain("maven ran");
        }

        @ParameterizedTest
        @ValueSource(strings = {"pom.xml", "schemas/src/main/avro/New.avsc", "local-kafka/servers/pom.xml"})
        void builds_once_after_a_source_changed(String source) throws IOException {
            project.write(source);

            assertThat(project.run("status").output()).contains("maven ran");
            assertThat(project.run("status").output()).doesNotContain("maven ran");
        }

        @Test
        void does_not_build_because_a_test_changed() throws IOException {
            project.write("stream-app/src/test/java/SomeTest.java");

            assertThat(project.run("status").output()).doesNotContain("maven ran");
        }

        @Test
        void does_not_build_again_what_was_built_without_it() throws IOException {
            project.write("stream-app/src/main/java/New.java");
            for (String module : List.of("schemas", "local-kafka", "stream-app", "alert-sink")) {
                Path jar = project.jar(module);
                Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
            }

            assertThat(project.run("status").output()).doesNotContain("maven ran");
        }

        @ParameterizedTest
        @ValueSource(strings = {"up", "down", "status"})
        void hands_the_installation_to_local_kafka(String command) {
            assertThat(project.run(command, "--home", "x").output())
                    .contains("-jar " + project.jar("local-kafka") + " " + command + " --root " + project.root()
                            + " --home x");
        }

        @ParameterizedTest
        @ValueSource(strings = {"help demo", "demo --help", "demo -h"})
        void starts_nothing_to_tell_what_the_demo_is(String line) {
            assertThat(project.run(line.split(" ")).output())
                    .contains("-jar " + project.jar("stream-app") + " demo --help")
                    .doesNotContain("-jar " + project.jar("local-kafka"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"load", "detect", "alerts", "setup", "detector", "anything-else"})
        void hands_everything_else_to_the_stream_app(String command) {
            assertThat(project.run(command, "a file").output())
                    .contains("-jar " + project.jar("stream-app") + " " + command + " a file");
        }

        @Test
        void hands_the_sink_to_the_alert_sink() {
            assertThat(project.run("sink", "--set", "a=b").output())
                    .contains("-jar " + project.jar("alert-sink") + " --set a=b");
        }

        @Test
        void tells_programs_where_the_home_is() {
            assertThat(project.run("load").output())
                    .contains("home=" + project.root().resolve(".keysurge"));
            assertThat(project.run(Map.of("KEYSURGE_HOME", "/elsewhere"), "load")
                            .output())
                    .contains("home=/elsewhere");
        }

        @Test
        void finds_the_project_through_symbolic_links() throws IOException {
            Path links = Files.createDirectories(project.root().resolve("links"));
            Files.createSymbolicLink(links.resolve("one"), Path.of("..", "keysurge"));
            Path two = Files.createSymbolicLink(links.resolve("two"), Path.of("one"));

            assertThat(project.run(two, Map.of(), "status").output()).contains("-jar " + project.jar("local-kafka"));
        }

        @Test
        void ends_the_demo_with_its_exit_code_and_a_down() {
            var outcome = project.run(Map.of("STAND_IN_DEMO", "7"), "demo");

            assertThat(outcome.exitCode()).isEqualTo(7);
            assertThat(outcome.programs()).containsExactly("down", "up", "demo", "down");
        }

        @Test
        void ends_the_demo_with_a_down_when_up_fails() {
            var outcome = project.run(Map.of("STAND_IN_UP", "1"), "demo");

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.programs()).containsExactly("down", "up", "down");
        }

        @Test
        void starts_each_demo_with_an_empty_home() throws IOException {
            Path old = project.write(".keysurge/demo/broker/data/old-record");
            Path other = project.write(".keysurge/broker/data/record");

            project.run("demo");

            assertThat(old).doesNotExist();
            assertThat(other).exists();
        }
    }
}

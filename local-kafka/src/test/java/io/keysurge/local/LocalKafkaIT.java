// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.local.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A local installation")
class LocalKafkaIT {
    private static final List<String> ANY_PORTS =
            List.of("--kafka-port=0", "--registry-port=0", "--detector-port=0", "--sink-port=0");

    @TempDir
    private Path root;

    private Home home;

    @BeforeEach
    void choose_a_home() throws IOException {
        home = new Home(root.resolve("a home, with a comma"));
        FakeApplication.installIn(root);
    }

    @AfterEach
    void stop_everything() {
        run("down");
    }

    @Test
    void keeps_topics_records_and_schemas_from_down_to_up() {
        assertThat(upWithAnyPorts("--only=kafka").exitCode()).isZero();
        var records = new TopicClient(property("bootstrap.servers"), "kept");
        records.create();
        records.sendAndAwaitConfirmation(List.of("one", "two"));
        var subjects = new SubjectsClient(property("schema.registry.url"));
        int id = subjects.register("kept-value", SubjectsClient.recordWithFields("Kept", "a"));

        Outcome down = run("down");
        Outcome up = run("up", "--only=kafka");

        assertThat(down.exitCode()).isZero();
        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(records.readAll(2)).containsExactly("one", "two");
        assertThat(subjects.idOfLatest("kept-value")).isEqualTo(id);
    }

    @Test
    void starts_what_is_missing_and_nothing_else() {
        Outcome first = upWithAnyPorts();
        assertThat(first.exitCode()).as(first.err()).isZero();
        Map<String, Long> before = running();
        assertThat(before).containsOnlyKeys("broker", "registry", "detector", "sink");
        assertThat(run("status").exitCode()).isZero();

        Outcome second = run("up");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains("Everything runs already.");
        assertThat(running()).isEqualTo(before);

        ProcessHandle detector = home.pidFile("detector").running().orElseThrow();
        detector.destroyForcibly();
        detector.onExit().join();
        Outcome degraded = run("status");
        assertThat(degraded.exitCode()).isEqualTo(1);
        assertThat(degraded.row("detector")).contains("stopped");
        assertThat(degraded.row("sink")).contains("running");

        assertThat(run("up").exitCode()).isZero();
        assertThat(running().get("broker")).isEqualTo(before.get("broker"));
        assertThat(running().get("detector")).isNotEqualTo(before.get("detector"));
    }

    @Test
    void leaves_nothing_half_started_when_something_fails() throws IOException {
        Files.createDirectories(home.directory());
        Files.createFile(home.directory().resolve(FakeApplication.FAIL_SETUP));

        Outcome up = upWithAnyPorts();

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err()).contains("setup: failed with exit code 3").contains("registry: refused the schema");
        assertThat(running()).isEmpty();
    }

    @Test
    void names_the_busy_port_and_the_mend() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome up = run("up", "--kafka-port=" + other.getLocalPort(), "--registry-port=0");

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.err())
                    .startsWith("--kafka-port: " + other.getLocalPort() + " is taken by another process")
                    .contains("choose another port");
            assertThat(running()).isEmpty();
        }
    }

    @Test
    void names_the_missing_build_before_anything_starts() throws IOException {
        Path jar = root.resolve("alert-sink/target/keysurge-alert-sink.jar");
        Files.delete(jar);

        Outcome up = upWithAnyPorts();

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err()).contains(jar + ": missing (expected: built)");
        assertThat(home.data("broker")).doesNotExist();
    }

    @Test
    void names_a_home_that_cannot_be_written_to() throws IOException {
        Files.writeString(home.directory(), "a file where a folder should be");

        Outcome up = upWithAnyPorts();

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err())
                .startsWith("home: cannot write to " + home.directory())
                .contains("--home");
    }

    @Test
    void that_was_never_started_is_stopped_and_can_be_stopped_again() {
        assertThat(run("status").exitCode()).isEqualTo(1);
        assertThat(run("down").out()).contains("Nothing was running.");
        assertThat(home.directory()).doesNotExist();
    }

    private Outcome upWithAnyPorts(String... more) {
        return run("up", Stream.concat(ANY_PORTS.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private Outcome run(String command, String... options) {
        var arguments =
                new ArrayList<>(List.of(command, "--home", home.directory().toString(), "--root", root.toString()));
        arguments.addAll(List.of(options));
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = LocalKafka.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    private String property(String name) {
        return home.properties().value(name).orElseThrow();
    }

    private Map<String, Long> running() {
        return Stream.of("broker", "registry", "detector", "sink")
                .filter(service -> home.pidFile(service).running().isPresent())
                .collect(Collectors.toMap(
                        service -> service,
                        service -> home.pidFile(service).running().orElseThrow().pid()));
    }

    private record Outcome(int exitCode, String out, String err) {
        String row(String service) {
            return out.lines()
                    .filter(line -> line.startsWith(service))
                    .findFirst()
                    .orElse("");
        }
    }
}

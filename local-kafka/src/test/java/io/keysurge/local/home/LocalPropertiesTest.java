// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The properties of an installation")
class LocalPropertiesTest {
    @TempDir
    private Path directory;

    private LocalProperties properties;

    @BeforeEach
    void none_yet() {
        properties = new LocalProperties(directory.resolve("local.properties"));
    }

    @Test
    void tell_clients_where_everything_is() {
        var addresses = new Addresses(9001, 9002, 9003, 9004);
        properties.set(addresses.asProperties("http://127.0.0.1:9002/apis/ccompat/v7", Path.of("/home/state")));

        assertThat(properties.value("bootstrap.servers")).contains("127.0.0.1:9001");
        assertThat(properties.value("schema.registry.url")).contains("http://127.0.0.1:9002/apis/ccompat/v7");
        assertThat(properties.value("auto.register.schemas")).contains("false");
        assertThat(properties.value("detector.http.port")).contains("9003");
        assertThat(properties.value("sink.http.port")).contains("9004");
        assertThat(properties.value("state.dir")).contains("/home/state");
    }

    @Test
    void remember_the_ports_for_the_next_start() {
        var addresses = new Addresses(9001, 9002, 9003, 9004);
        properties.set(addresses.asProperties("http://127.0.0.1:9002/apis/ccompat/v7", directory));

        assertThat(Addresses.in(properties)).isEqualTo(addresses);
    }

    @Test
    void start_from_the_default_ports() {
        assertThat(Addresses.in(properties)).isEqualTo(Addresses.DEFAULT);
    }

    @Test
    void keep_what_a_person_added() throws IOException {
        Files.write(
                properties.file(),
                List.of("# mine", "spike.sensitivity=5", "bootstrap.servers = 127.0.0.1:1", "kafka.linger.ms=5"));

        properties.set(Map.of("bootstrap.servers", "127.0.0.1:2"));

        assertThat(Files.readAllLines(properties.file()))
                .containsExactly("# mine", "spike.sensitivity=5", "bootstrap.servers=127.0.0.1:2", "kafka.linger.ms=5");
    }

    @Test
    void hold_paths_with_backslashes() {
        properties.set(Map.of("state.dir", "a\\b"));

        assertThat(properties.value("state.dir")).contains("a\\b");
    }
}

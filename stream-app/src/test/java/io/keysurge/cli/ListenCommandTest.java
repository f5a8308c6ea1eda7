// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The listen command")
class ListenCommandTest {

    @Test
    void ends_before_it_starts_when_it_has_no_port() {
        Ran ran = Ran.keysurge("listen");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).anyMatch(line -> line.contains("--otlp PORT, --litellm PORT"));
    }

    @Test
    void ends_before_it_starts_when_everybody_could_post() {
        Ran ran = Ran.keysurge("listen", "--otlp", "4318", "--bind", "0.0.0.0");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).anyMatch(line -> line.contains("listen.token: not set"));
    }

    @Test
    void names_the_setting_behind_an_option_that_is_wrong() {
        Ran ran = Ran.keysurge("listen", "--otlp", "70000");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).anyMatch(line -> line.contains("listen.otlp.port: 70000 (expected: "));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The settings of the listener")
class ListenConfigTest {

    private static final String TOKEN = "0123456789abcdef";

    @Test
    void are_complete_with_one_port() {
        ListenConfig config = config(Map.of("listen.otlp.port", "4318"));

        assertThat(config.otlpPort()).contains(4318);
        assertThat(config.liteLlmPort()).isEmpty();
        assertThat(config.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void ask_for_a_port_and_for_different_ones() {
        refuses(Map.of(), "neither listen.otlp.port nor listen.litellm.port is set");
        refuses(Map.of("listen.otlp.port", "4318", "listen.litellm.port", "4318"), "(expected: another than");
    }

    @Test
    void ask_for_a_token_where_other_machines_may_reach_the_address() {
        refuses(Map.of("listen.otlp.port", "4318", "listen.host", "0.0.0.0"), "listen.token: not set");
        refuses(Map.of("listen.otlp.port", "4318", "listen.host", "no such host"), "listen.token: not set");

        assertThat(config(Map.of("listen.otlp.port", "4318", "listen.host", "0.0.0.0", "listen.token", TOKEN))
                        .token())
                .contains(TOKEN);
        assertThat(config(Map.of("listen.otlp.port", "4318", "listen.host", "::1"))
                        .token())
                .isEmpty();
    }

    @Test
    void take_no_token_and_no_pepper_that_can_be_guessed_and_repeat_neither() {
        refuses(Map.of("listen.otlp.port", "4318", "listen.token", "hunter2"), "listen.token: 7 characters");
        refuses(Map.of("listen.otlp.port", "4318", "credential.pepper", "hunter2"), "pepper: 7 characters");
    }

    private static ListenConfig config(Map<String, String> flags) {
        return ListenConfig.of(Settings.of(ListenConfig.definition(), flags));
    }

    private static void refuses(Map<String, String> flags, String why) {
        assertThatThrownBy(() -> config(flags))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("hunter2");
    }
}

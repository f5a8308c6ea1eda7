// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A webhook target")
class WebhookTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"https://hooks.example/x", "http://localhost:8080/x", "http://127.0.0.1/x", "http://[::1]:80/x"})
    void is_https_or_loopback(String url) {
        assertThat(WebhookTarget.parse(url).url()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/x",
                "http://localhost.evil.example/x",
                "ftp://hooks.example/x",
                "https://user:password@hooks.example/x",
                "https://hooks.example/x#y",
                "hooks.example/x",
                "/x",
                "https:///x",
                "not a url"
            })
    void is_nothing_else(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> WebhookTarget.parse(url));
    }

    @Test
    void is_shown_without_its_path_which_may_be_a_secret() {
        assertThat(WebhookTarget.parse("https://hooks.example:8443/T0/secret?key=x")
                        .shown())
                .isEqualTo("https://hooks.example:8443");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Registry settings")
class RegistrySettingsTest {

    private static final String URL = "http://127.0.0.1:8081";

    @Test
    void have_defaults_for_everything_but_the_address() {
        RegistrySettings settings = RegistrySettings.from(Map.of(RegistrySettings.URL, URL));

        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.retryTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.normalize()).isFalse();
        assertThat(settings.authorization()).isNull();
        assertThat(settings.tls()).isNull();
    }

    @Test
    void describe_every_setting() {
        assertThat(RegistrySettings.definition().configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).as(key.name).isNotBlank());
    }

    @Test
    void take_several_addresses_with_paths() {
        RegistrySettings settings =
                RegistrySettings.from(Map.of(RegistrySettings.URL, URL + "/apis/ccompat/v7/, https://b:1"));

        assertThat(settings.urls())
                .extracting(RegistryUrl::base)
                .containsExactly(URL + "/apis/ccompat/v7", "https://b:1");
    }

    @Test
    void trust_what_the_machine_trusts_on_https_unless_told_otherwise() {
        assertThat(RegistrySettings.from(Map.of(RegistrySettings.URL, "https://b:1"))
                        .tls())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8081", "ftp://a", "http://", "http:// a", "http://a?x=1"})
    void refuse_an_address_that_is_none(String address) {
        assertThatThrownBy(() -> RegistrySettings.from(Map.of(RegistrySettings.URL, address)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(RegistrySettings.URL);
    }

    @Test
    void do_not_repeat_the_password_of_a_wrong_address() {
        assertThatThrownBy(() -> RegistrySettings.from(Map.of(RegistrySettings.URL, "ftp://user:horse@a")))
                .hasMessageNotContaining("horse");
    }

    @Test
    void require_the_user_info_they_announce() {
        Map<String, Object> settings = new HashMap<>(Map.of(RegistrySettings.URL, URL));
        settings.put(RegistrySettings.BASIC_AUTH_SOURCE, "USER_INFO");

        assertThatThrownBy(() -> RegistrySettings.from(settings)).hasMessageContaining("basic.auth.user.info");
    }

    @Test
    void keep_the_check_of_the_host_name() {
        Map<String, Object> settings = Map.of(
                RegistrySettings.URL, "https://b:1", "schema.registry.ssl.endpoint.identification.algorithm", "");

        assertThatThrownBy(() -> RegistrySettings.from(settings)).hasMessageContaining("always checked");
    }

    @Test
    void print_without_secrets() {
        Map<String, Object> settings =
                Map.of(RegistrySettings.URL, "http://user:horse@a:1", RegistrySettings.BEARER_AUTH_TOKEN, "battery");

        assertThat(RegistrySettings.from(settings).toString())
                .contains("http://a:1")
                .doesNotContain("horse", "battery");
    }
}

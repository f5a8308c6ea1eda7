// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.KeyFiles;
import io.keysurge.google.GoogleSettings;
import io.keysurge.runtime.InvalidSettingsException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The sink's settings for Google Cloud")
class GoogleConfigTest {

    private static final String FILE = KeyFiles.file(KeyFiles.rsa(), "0a0a", "https://oauth2.googleapis.com/token");
    private static final Map<String, String> GOOGLE = Map.of(
            "sink.google.credentials",
            FILE,
            "sink.google.keys",
            "nhi-42=billing@my-project.iam.gserviceaccount.com/90c48f61");
    private static final Map<String, String> LIVE = Map.of("sink.mode", "live", "sink.google.mode", "live");

    @Test
    void say_what_is_there() {
        GoogleSettings settings = GoogleConfig.described(Flags.settings(GOOGLE)).orElseThrow();

        assertThat(settings.shown()).isEqualTo("Google Cloud at https://iam.googleapis.com");
        assertThat(settings.keys()).containsKey("nhi-42");
        assertThat(settings.toString()).contains("(hidden)").doesNotContain("PRIVATE");
        assertThat(GoogleConfig.described(Flags.settings(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SUSPEND, nhi-42, google",
        "REVOKE, nhi-42, google",
        "THROTTLE, nhi-42, webhook",
        "REVOKE, nhi-9, webhook"
    })
    void give_it_the_keys_of_those_identities_alone(ResponseStep step, String identity, String connector) {
        assertThat(Flags.plan(GOOGLE, LIVE)
                        .policy()
                        .routes(step, identity)
                        .get(0)
                        .connector())
                .isEqualTo(connector);
    }

    @Test
    void are_in_dry_run_by_default() {
        assertThat(Flags.plan(GOOGLE, Map.of("sink.mode", "live")).liveTargets())
                .isEmpty();
        assertThat(Flags.plan(GOOGLE, LIVE).liveTargets())
                .containsExactly("Google Cloud at https://iam.googleapis.com");
    }

    @Test
    void need_names() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(Flags.without(GOOGLE, "sink.google.keys")))
                .withMessageContaining("sink.google.keys: not set")
                .withMessageContaining("because sink.google.credentials is set");
    }

    @Test
    void never_name_the_key_that_the_sink_lives_on() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(GOOGLE, Map.of("sink.google.keys", "nhi-1=keysurge@p.example/0a0a")))
                .withMessageContaining("not the one that the sink itself lives on");
    }

    @ParameterizedTest
    @CsvSource({
        "sink.google.credentials, SECRET",
        "sink.google.keys, nhi-42=billing@p.example",
        "sink.google.keys, nhi-42=SECRET",
        "sink.google.keys, nhi-42=billing@p.example/SECRET",
        "sink.google.keys, nhi-42=billing@p.example/../0a",
        "sink.google.mode, lively"
    })
    void say_what_is_wrong_and_repeat_no_key(String name, String value) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(GOOGLE, Map.of(name, value)))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(1))
                .withMessageContaining(name)
                .withMessageNotContaining("SECRET");
    }
}

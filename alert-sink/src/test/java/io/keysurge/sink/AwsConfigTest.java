// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.aws.AwsSettings;
import io.keysurge.contract.ResponseStep;
import io.keysurge.runtime.InvalidSettingsException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The sink's settings for AWS IAM")
class AwsConfigTest {

    private static final Map<String, String> AWS = Map.of(
            "sink.aws.access.key.id",
            "AKIAKEYSURGEKEYSURGE",
            "sink.aws.secret.access.key",
            "s3cret/SECRET",
            "sink.aws.keys",
            "nhi-42=billing@bots/AKIAIOSFODNN7EXAMPLE");
    private static final Map<String, String> LIVE = Map.of("sink.mode", "live", "sink.aws.mode", "live");

    @Test
    void say_what_is_there() {
        AwsSettings settings = AwsConfig.described(
                        Flags.settings(AWS, Map.of("sink.aws.session.token", "token/SECRET")))
                .orElseThrow();

        assertThat(settings.shown()).isEqualTo("AWS IAM at https://iam.amazonaws.com");
        assertThat(settings.region()).isEqualTo("us-east-1");
        assertThat(settings.propagation()).hasSeconds(60);
        assertThat(settings.keys()).containsExactly(Map.entry("nhi-42", "billing@bots/AKIAIOSFODNN7EXAMPLE"));
        assertThat(settings.own().sessionToken()).isNotNull();
        assertThat(settings.toString()).contains("(hidden)").doesNotContain("SECRET");
        assertThat(AwsConfig.described(Flags.settings(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SUSPEND, nhi-42, aws", "REVOKE, nhi-42, aws", "THROTTLE, nhi-42, webhook", "SUSPEND, nhi-9, webhook"})
    void give_it_the_keys_of_those_identities_alone(ResponseStep step, String identity, String connector) {
        assertThat(Flags.plan(AWS, LIVE).policy().routes(step, identity).get(0).connector())
                .isEqualTo(connector);
    }

    @Test
    void are_in_dry_run_by_default() {
        assertThat(Flags.plan(AWS, Map.of("sink.mode", "live")).liveTargets()).isEmpty();
        assertThat(Flags.plan(AWS, LIVE).liveTargets()).containsExactly("AWS IAM at https://iam.amazonaws.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sink.aws.secret.access.key", "sink.aws.keys"})
    void need_a_secret_and_names(String name) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(Flags.without(AWS, name)))
                .withMessageContaining(name + ": not set")
                .withMessageContaining("because sink.aws.access.key.id is set");
    }

    @Test
    void never_name_the_key_that_the_sink_lives_on() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(AWS, Map.of("sink.aws.keys", "nhi-1=keysurge/AKIAKEYSURGEKEYSURGE")))
                .withMessageContaining("not the one that the sink itself lives on");
    }

    @ParameterizedTest
    @CsvSource({
        "sink.aws.access.key.id, my/SECRET",
        "sink.aws.secret.access.key, 'a SECRET'",
        "sink.aws.session.token, 'a SECRET'",
        "sink.aws.keys, nhi-42=AKIAIOSFODNN7EXAMPLE",
        "sink.aws.keys, nhi-42=billing/wJalrXUtnFEMIK7MDENGbPxRfiCYSECRET",
        "sink.aws.keys, 'nhi-42=a/AKIAIOSFODNN7EXAMPLE,nhi-42=b/AKIAIOSFODNN7EXAMPLF'",
        "sink.aws.region, 'us east'",
        "sink.aws.propagation.ms, -1",
        "sink.aws.mode, lively"
    })
    void say_what_is_wrong_and_repeat_no_secret(String name, String value) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Flags.plan(AWS, Map.of(name, value)))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(1))
                .withMessageContaining(name)
                .withMessageNotContaining("SECRET");
    }
}

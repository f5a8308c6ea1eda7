// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import io.keysurge.secevent.KeyPairs;
import io.keysurge.secevent.Receiver;
import io.keysurge.secevent.SecEventSettings;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The sink's settings for security events")
class SecEventConfigTest {

    private static final Map<String, String> BOTH = Map.of(
            "sink.secevent.issuer", "https://keysurge.example",
            "sink.secevent.audience", "https://receiver.example",
            "sink.secevent.key", KeyPairs.pem(KeyPairs.ec("secp256r1")),
            "sink.secevent.key.id", "key-1");
    private static final Map<String, String> PUSH = Map.of("sink.secevent.url", "https://receiver.example/events");
    private static final Map<String, String> POLL =
            Map.of("sink.secevent.poll.port", "21102", "sink.secevent.token", "rx-SECRET");

    @Test
    void describe_no_receiver_by_default() {
        assertThat(SecEventConfig.described(settings(Map.of(), Map.of()))).isEmpty();
        assertThat(SecEventConfig.described(settings(BOTH, Map.of()))).isEmpty();
    }

    @Test
    void describe_a_receiver_that_tokens_are_pushed_to() {
        SecEventSettings settings =
                SecEventConfig.described(settings(BOTH, PUSH)).orElseThrow();

        assertThat(settings.receiver()).isInstanceOfSatisfying(Receiver.Push.class, push -> {
            assertThat(push.token()).isNull();
            assertThat(push.allowPrivate()).isFalse();
            assertThat(push.shown()).isEqualTo("the receiver at https://receiver.example");
        });
        assertThat(settings.subjectIssuer()).isNull();
        assertThat(settings.toString()).doesNotContain("BEGIN");
    }

    @Test
    void describe_a_receiver_that_collects_at_the_loopback_address() {
        SecEventSettings settings =
                SecEventConfig.described(settings(BOTH, POLL)).orElseThrow();

        assertThat(settings.receiver()).isInstanceOfSatisfying(Receiver.Poll.class, poll -> {
            assertThat(poll.host()).isEqualTo("127.0.0.1");
            assertThat(poll.port()).isEqualTo(21_102);
        });
        assertThat(settings.toString()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource({
        "NOTIFY_RESPONDERS,webhook,DRY_RUN",
        "THROTTLE,secevent,LIVE",
        "SUSPEND,secevent,LIVE",
        "REVOKE,secevent,LIVE"
    })
    void give_it_every_protective_step(ResponseStep step, String connector, ActionMode mode) {
        Map<String, String> live = new TreeMap<>(PUSH);
        live.putAll(Map.of("sink.mode", "live", "sink.secevent.mode", "live"));

        Route route = SinkPlan.of(settings(BOTH, live))
                .policy()
                .routes(step, "nhi-42")
                .get(0);

        assertThat(route.connector()).isEqualTo(connector);
        assertThat(route.mode()).isEqualTo(mode);
        assertThat(SinkPlan.of(settings(BOTH, PUSH)).isLive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"sink.secevent.issuer", "sink.secevent.audience", "sink.secevent.key", "sink.secevent.key.id"})
    void need_everything_that_a_token_is_made_of(String missing) {
        Map<String, String> some = new TreeMap<>(BOTH);
        some.remove(missing);

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> SinkPlan.of(settings(some, PUSH)))
                .withMessageContaining(missing + ": not set");
    }

    @Test
    void let_nobody_collect_without_a_bearer_token_and_know_one_way_only() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> SinkPlan.of(settings(BOTH, Map.of("sink.secevent.poll.port", "21102"))))
                .withMessageContaining("sink.secevent.token: not set");
        Map<String, String> two = new TreeMap<>(PUSH);
        two.putAll(POLL);
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> SinkPlan.of(settings(BOTH, two)))
                .withMessageContaining("sink.secevent.poll.port: set");
    }

    @ParameterizedTest
    @CsvSource({
        "sink.secevent.url, http://receiver.example/events",
        "sink.secevent.poll.port, 70000",
        "sink.secevent.poll.host, ''",
        "sink.secevent.token, 'a SECRET'",
        "sink.secevent.key, SECRET",
        "sink.secevent.subjects, nhi-42",
        "sink.secevent.mode, lively"
    })
    void say_what_is_wrong_and_repeat_no_secret(String name, String value) {
        Map<String, String> wrong = new TreeMap<>(PUSH);
        wrong.put(name, value);

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> SinkPlan.of(settings(BOTH, wrong)))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(1))
                .withMessageContaining(name)
                .withMessageNotContaining("SECRET");
    }

    private static Settings settings(Map<String, String> some, Map<String, String> more) {
        Map<String, String> flags = new TreeMap<>(some);
        flags.putAll(more);
        return Settings.of(SinkSettings.definition(), flags);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The sink's settings for commands")
class CommandConfigTest {

    private static final Map<String, String> COMMANDS = Map.of("sink.command.topic", "keysurge.commands");

    @Test
    void write_none_by_default() {
        assertThat(plan(Map.of()).targets()).isEmpty();
        assertThat(plan(COMMANDS).isLive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "NOTIFY_RESPONDERS,webhook,DRY_RUN",
        "THROTTLE,command,LIVE",
        "SUSPEND,command,LIVE",
        "REVOKE,command,LIVE"
    })
    void give_it_every_protective_step(ResponseStep step, String connector, ActionMode mode) {
        Map<String, String> live = new TreeMap<>(COMMANDS);
        live.putAll(Map.of("sink.mode", "live", "sink.command.mode", "live"));

        Route route = plan(live).policy().routes(step, "nhi-42").get(0);

        assertThat(route.connector()).isEqualTo(connector);
        assertThat(route.mode()).isEqualTo(mode);
        assertThat(plan(live).liveTargets()).containsExactly("the topic keysurge.commands");
    }

    @ParameterizedTest
    @CsvSource({
        "sink.command.topic, 'a topic'",
        "sink.command.topic, ..",
        "sink.command.topic, ''",
        "sink.command.mode, lively",
        "sink.command.deadline.ms, 0"
    })
    void say_what_is_wrong(String name, String value) {
        Map<String, String> wrong = new TreeMap<>(COMMANDS);
        wrong.put(name, value);

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> plan(wrong))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(1))
                .withMessageContaining(name);
    }

    private static SinkPlan plan(Map<String, String> flags) {
        return SinkPlan.of(Settings.of(SinkSettings.definition(), flags));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.detect.DetectionSettings;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The detector's settings")
class DetectionConfigTest {

    @Test
    void are_what_the_engine_was_measured_with_unless_set() {
        assertThat(DetectionConfig.of(settings(Map.of()))).isEqualTo(DetectionSettings.DEFAULTS);
    }

    @Test
    void name_every_pair_that_contradicts_itself_with_the_mend() {
        Settings settings = settings(Map.of(
                "spike.margin", "1.5",
                "spike.severe.margin", "1.2",
                "event.grace.minutes", "30",
                "episode.quiet.minutes", "30"));
        assertThatThrownBy(() -> DetectionConfig.of(settings))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("spike.severe.margin: 1.2 (expected: at least spike.margin, 1.5)")
                .hasMessageContaining("episode.quiet.minutes: 30 (expected: more than event.grace.minutes, 30)");
    }

    @Test
    void let_kafka_streams_start_at_every_commit_interval_they_allow() {
        Settings longest = settings(Map.of("detector.commit.interval.ms", "5000"));
        assertThat(new StreamsConfig(DetectorConfig.streams(longest)).getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG))
                .isEqualTo(5_000);
        assertThatThrownBy(() -> settings(Map.of("detector.commit.interval.ms", "5001")))
                .isInstanceOf(InvalidSettingsException.class);
    }

    private static Settings settings(Map<String, String> flags) {
        return Settings.of(DetectorConfig.definition(), flags);
    }
}

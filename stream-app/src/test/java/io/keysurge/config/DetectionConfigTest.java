// SPDX-License-Identifier: Apache-2.0
package io.keysurge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.detect.AlertKind;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Sensitivities;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The detector's settings")
class DetectionConfigTest {

    @Test
    void are_what_the_engine_was_measured_with_unless_set() {
        assertThat(detection(Map.of())).isEqualTo(DetectionSettings.DEFAULTS);
    }

    @Test
    void are_what_people_set() {
        DetectionSettings settings = detection(Map.of(
                "baseline.warm.up.days", "5",
                "event.grace.minutes", "7",
                "episode.quiet.minutes", "60",
                "pace.floor.tokens", "500",
                "fanout.window.minutes", "30",
                "fanout.margin.applications", "1",
                "fanout.unlearned.applications", "4"));
        assertThat(settings)
                .extracting(
                        DetectionSettings::warmUpDays,
                        DetectionSettings::graceMinutes,
                        DetectionSettings::quietMinutes,
                        DetectionSettings::floorTokens,
                        DetectionSettings::fanOutMinutes,
                        DetectionSettings::fanOutMargin,
                        DetectionSettings::fanOutUnlearned)
                .containsExactly(5, 7, 60, 500L, 30, 1, 4);
    }

    @Test
    void name_every_mistake_at_once_with_the_mend() {
        Map<String, String> wrong = Map.of(
                "event.grace.minutes", "30",
                "episode.quiet.minutes", "30",
                "calendar.weekend", "SATURDAY,Caturday",
                "calendar.days.off", "2026-12-25,25.12.2026",
                "sensitivity.by.identity.kind", "AGENT=1.5,ROBOT=2",
                "sensitivity.by.environment", "test=0.5,staging");
        assertThatThrownBy(() -> detection(wrong))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("episode.quiet.minutes: 30 (expected: more than event.grace.minutes, 30)")
                .hasMessageContaining("calendar.weekend: Caturday (expected: days of the week, such as SATURDAY)")
                .hasMessageContaining("calendar.days.off: 25.12.2026 (expected: dates, such as 2026-12-25)")
                .hasMessageContaining("sensitivity.by.identity.kind: ROBOT=2 (expected: one of")
                .hasMessageContaining(
                        "sensitivity.by.environment: staging (expected: an environment, =, and 0.1 to 10)");
    }

    static Stream<AlertKind> kindsWithMargin() {
        return Arrays.stream(AlertKind.values()).filter(AlertKind::hasMargin);
    }

    @Nested
    @DisplayName("of sensitivity")
    class OfSensitivity {

        @ParameterizedTest
        @MethodSource("io.keysurge.config.DetectionConfigTest#kindsWithMargin")
        void are_there_for_every_kind_of_alert_that_has_a_margin(AlertKind kind) {
            String name = "sensitivity." + kind.name().toLowerCase(Locale.ROOT).replace('_', '.');
            assertThat(detection(Map.of(name, "0.5")).sensitivities())
                    .isEqualTo(new Sensitivities(Map.of(kind, 0.5), Map.of(), Map.of()));
        }

        @Test
        void hold_for_kinds_of_identity_and_for_environments_whatever_their_case() {
            Map<String, String> set = Map.of(
                    "sensitivity.by.identity.kind", "AGENT=1.5, API_KEY=0.5",
                    "sensitivity.by.environment", "Test = 0.2");
            assertThat(detection(set).sensitivities())
                    .isEqualTo(new Sensitivities(Map.of(), Map.of("AGENT", 1.5, "API_KEY", 0.5), Map.of("test", 0.2)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.1", "10"})
        void may_be_from_a_tenth_to_ten(String factor) {
            assertThat(detection(Map.of("sensitivity.ramp", factor))
                            .sensitivities()
                            .byAlert())
                    .containsExactly(Map.entry(AlertKind.RAMP, Double.parseDouble(factor)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.09", "10.1", "much", "NaN"})
        void may_be_nothing_else(String factor) {
            assertThatThrownBy(() -> detection(Map.of("sensitivity.ramp", factor)))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("sensitivity.ramp");
            assertThatThrownBy(() -> detection(Map.of("sensitivity.by.environment", "test=" + factor)))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("sensitivity.by.environment: test=" + factor);
        }
    }

    @Nested
    @DisplayName("of the calendar")
    class OfCalendar {

        @Test
        void are_part_of_the_settings_in_force() {
            DetectionSettings fridays = detection(Map.of("calendar.weekend", "friday"));
            DetectionSettings weekends = detection(Map.of("calendar.weekend", "Saturday,SUNDAY"));
            assertThat(fridays).isNotEqualTo(DetectionSettings.DEFAULTS);
            assertThat(weekends).isEqualTo(DetectionSettings.DEFAULTS);
        }

        @Test
        void may_name_no_weekend_and_further_days_off() {
            assertThat(detection(Map.of("calendar.weekend", ""))).isNotEqualTo(DetectionSettings.DEFAULTS);
            assertThat(detection(Map.of("calendar.days.off", "2026-12-25, 2027-01-01")))
                    .isNotEqualTo(DetectionSettings.DEFAULTS);
        }

        @Test
        void have_a_hash_of_their_own() {
            assertThat(DetectionConfig.hash(settings(Map.of("calendar.days.off", "2026-12-25"))))
                    .isNotEqualTo(DetectionConfig.hash(settings(Map.of())));
        }
    }

    @Test
    void let_kafka_streams_start_at_every_commit_interval_they_allow() {
        Settings longest = settings(Map.of("detector.commit.interval.behind.ms", "5000"));
        assertThat(new StreamsConfig(DetectorConfig.streams(longest)).getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG))
                .isEqualTo(5_000);
        for (String interval : List.of("detector.commit.interval.ms", "detector.commit.interval.behind.ms")) {
            assertThatThrownBy(() -> settings(Map.of(interval, "5001"))).isInstanceOf(InvalidSettingsException.class);
        }
    }

    private static DetectionSettings detection(Map<String, String> flags) {
        return DetectionConfig.of(settings(flags));
    }

    private static Settings settings(Map<String, String> flags) {
        return Settings.of(DetectorConfig.definition(), flags);
    }
}

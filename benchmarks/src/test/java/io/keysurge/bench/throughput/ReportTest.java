// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keysurge.bench.throughput.process.Measured;
import io.keysurge.bench.throughput.system.SystemName;
import io.keysurge.evaluate.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The report on throughput")
class ReportTest {

    private static final Plan PLAN =
            new Plan(List.of(10_000), 3_000_000, 1_000_000, 10_000, List.of(), Map.of(), "2g", null, List.of());
    private static final Row SPECIFIC = row(SystemName.SPECIFIC, 2.4, AlertCheck.NONE);
    private static final Row KEYSURGE =
            row(SystemName.KEYSURGE, 4.8, AlertCheck.of(Set.of("a", "b"), List.of("a", "b")));

    @Test
    void gives_cpu_per_million_events_measured() {
        assertThat(KEYSURGE.cpuSPerMillion()).isEqualTo(2.4);
        assertThat(KEYSURGE.eventsPerS()).isEqualTo(500_000);
        assertThat(KEYSURGE.warmUpEvents()).isEqualTo(1_000_000);
    }

    @Test
    void gives_changelogs_per_event_of_the_whole_run() {
        assertThat(KEYSURGE.changelogRecordsPerEvent()).isEqualTo(0.1);
        assertThat(KEYSURGE.changelogBytesPerEvent()).isEqualTo(2);
    }

    @Test
    void sets_each_system_beside_the_references() {
        List<String> lines = ReportText.lines(report(List.of()));
        assertThat(lines)
                .contains("10,000 identities; 2,000,000 events measured after 1,000,000 to warm up")
                .anyMatch(line -> line.endsWith("x specific"))
                .anyMatch(line -> line.matches("Keysurge, all detectors +2.40 .* 500,000 +0.50 +2.00"))
                .anyMatch(line -> line.startsWith("Keysurge") && line.endsWith("2 of 2 equal"));
    }

    @Test
    void names_every_figure_in_json() throws IOException {
        JsonNode row = new ObjectMapper()
                .readTree(Json.of(report(List.of())))
                .path("rows")
                .get(1);
        assertThat(row.path("system").asText()).isEqualTo("keysurge");
        assertThat(row.path("identities").asInt()).isEqualTo(10_000);
        assertThat(row.path("cpu_s_per_million").asDouble()).isEqualTo(2.4);
        assertThat(row.path("events_per_s").asDouble()).isEqualTo(500_000);
        assertThat(row.path("alerts").path("equal").asInt()).isEqualTo(2);
        assertThat(row.path("cpu_s_per_million_by_thread").path("worker").asDouble())
                .isEqualTo(2);
    }

    @Nested
    @DisplayName("holds")
    class Holds {

        @Test
        void when_all_ran_and_found_what_they_must() {
            assertThat(report(List.of()).holds()).isTrue();
        }

        @Test
        void not_when_one_failed() {
            Report report = report(List.of("flink: ended"));
            assertThat(report.holds()).isFalse();
            assertThat(ReportText.lines(report)).contains("failed: flink: ended");
        }

        @Test
        void not_when_an_alert_is_missing_or_too_many_or_told_twice() {
            assertThat(AlertCheck.of(Set.of("a", "b"), List.of("a")).holds()).isFalse();
            assertThat(AlertCheck.of(Set.of("a"), List.of("a", "b")).holds()).isFalse();
            assertThat(AlertCheck.of(Set.of("a", "c"), List.of("a", "b")).missing())
                    .containsExactly("c");
            assertThat(AlertCheck.of(Set.of("a", "c"), List.of("a", "b")).unexpected())
                    .containsExactly("b");
            assertThat(AlertCheck.of(Set.of("a"), List.of("a", "a")).holds()).isFalse();
            assertThat(AlertCheck.of(Set.of("a"), List.of("a", "a")).inWords()).isEqualTo("1 of 1 equal, raised 2");
        }
    }

    private static Report report(List<String> failures) {
        return new Report("2 cores", "a JVM", "-Xmx2g", "a rule", List.of(SPECIFIC, KEYSURGE), failures);
    }

    private static Row row(SystemName system, double cpuSeconds, AlertCheck alerts) {
        var measured = new Measured(
                "kafka 1",
                "eos 100 ms",
                2_000_000,
                4,
                cpuSeconds,
                cpuSeconds,
                0.1,
                0.2,
                0.3,
                0.5,
                0.01,
                1_500,
                1_600,
                700,
                new TreeMap<>(Map.of("worker", 4.0)));
        return Row.of(system, 10_000, PLAN, measured, new Changelog(300_000, 6_000_000), alerts);
    }
}

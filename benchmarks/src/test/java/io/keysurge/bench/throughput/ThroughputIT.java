// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keysurge.contract.Contracts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** As many events as it takes to see that everything runs; no figure is worth anything. */
@DisplayName("The measurement of throughput")
@EnabledOnOs(OS.LINUX)
class ThroughputIT {

    @TempDir
    private Path directory;

    @Test
    void finds_the_alerts_of_each_system_to_be_those_of_the_recount() throws IOException {
        Contracts.trust();
        var out = new StringWriter();
        var err = new StringWriter();
        Path json = directory.resolve("measured.json");

        int exitCode = new CommandLine(new ThroughputCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "--identities=200",
                        "--events=20000",
                        "--rate=50",
                        "--heap=512m",
                        "--only=keysurge,dsl,flink-tuned",
                        "--json=" + json);

        JsonNode rows = new ObjectMapper().readTree(json.toFile()).path("rows");
        assertThat(rows.findValuesAsText("system")).containsExactly("keysurge", "dsl", "flink-tuned");
        for (JsonNode row : rows) {
            JsonNode alerts = row.path("alerts");
            assertThat(alerts.path("equal").asInt())
                    .as(out.toString() + err)
                    .isPositive()
                    .isEqualTo(alerts.path("expected").asInt());
            assertThat(alerts.path("unexpected")).as(out.toString() + err).isEmpty();
            assertThat(row.path("cpu_s_per_million").asDouble()).isPositive();
            assertThat(row.path("rss_mb").asDouble()).isPositive();
        }
        assertThat(exitCode).as(out.toString() + err).isZero();
        assertThat(rows.get(0).path("changelog_records_per_event").asDouble()).isPositive();
    }
}

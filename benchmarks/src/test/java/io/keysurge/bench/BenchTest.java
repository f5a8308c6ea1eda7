// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine;

@DisplayName("The command bench")
@EnabledOnOs(OS.LINUX)
class BenchTest {

    private final StringWriter err = new StringWriter();
    private final CommandLine bench =
            Bench.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(new StringWriter()));

    @Test
    void says_which_systems_there_are() {
        assertThat(bench.execute("throughput", "--only=spark")).isEqualTo(2);
        assertThat(err.toString()).contains("--only: spark", "flink-tuned");
    }

    @Test
    void wants_events_left_after_the_warm_up() {
        assertThat(bench.execute("throughput", "--events=100", "--warm-up=100")).isEqualTo(2);
        assertThat(err.toString()).contains("--warm-up: 100 (expected: 0 or more, and fewer than the 100 events)");
    }

    @Test
    void refuses_settings_that_the_detector_does_not_know() {
        assertThat(bench.execute("throughput", "--set=detector.nonsense=1")).isEqualTo(2);
        assertThat(err.toString()).contains("detector.nonsense");
    }
}

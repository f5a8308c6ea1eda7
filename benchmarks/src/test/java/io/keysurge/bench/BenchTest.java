// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void all_calls_every_other_measurement_with_options_that_it_knows(boolean quick) {
        var measurements = AllCommand.measurements(quick);
        assertThat(measurements.keySet())
                .containsExactlyInAnyOrderElementsOf(Bench.commandLine().getSubcommands().keySet().stream()
                        .filter(name -> !name.equals("all"))
                        .toList());
        measurements.forEach((name, options) -> {
            List<String> arguments = new ArrayList<>(List.of(name));
            arguments.addAll(options);
            assertThat(Bench.commandLine()
                            .parseArgs(arguments.toArray(String[]::new))
                            .errors())
                    .isEmpty();
        });
    }

    @Test
    void tells_what_is_wrong_with_a_number() {
        assertThat(bench.execute("latency", "--rate", "3", "--quick")).isNotZero();
        assertThat(err.toString()).contains("rate", "3");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("CPU between two readings")
class CpuReadingTest {

    private static final CpuReading BEFORE = new CpuReading(
            1_000,
            Map.of(
                    1, new TaskStat("worker", 400),
                    2, new TaskStat("C2 CompilerThre", 300),
                    3, new TaskStat("G1 Conc#0", 100),
                    4, new TaskStat("short-lived", 10)));
    private static final CpuReading AFTER = new CpuReading(
            2_000,
            Map.of(
                    1, new TaskStat("worker", 900),
                    2, new TaskStat("C2 CompilerThre", 500),
                    3, new TaskStat("G1 Conc#0", 150),
                    5, new TaskStat("worker", 70)));

    @Test
    void is_the_process_without_the_compiler() {
        assertThat(AFTER.since(BEFORE).seconds()).isEqualTo(8);
        assertThat(AFTER.since(BEFORE).compilerSeconds()).isEqualTo(2);
    }

    @Test
    void holds_the_collector_and_tells_it_apart() {
        assertThat(AFTER.since(BEFORE).collectorSeconds()).isEqualTo(0.5);
    }

    @Test
    void sums_threads_of_one_name_and_counts_new_ones_in_full() {
        assertThat(AFTER.since(BEFORE).byThread()).containsEntry("worker", 570L).doesNotContainKey("short-lived");
    }

    @Test
    void counts_busy_processors_without_waiting_ones() {
        assertThat(Proc.busyTicks(" 100 1 20 5000 400 3 2 1 50 0")).isEqualTo(127);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void is_read_from_this_very_process() {
        CpuReading now = Proc.ownCpu();
        assertThat(now.processTicks()).isPositive();
        assertThat(now.threads()).isNotEmpty();
        assertThat(Proc.cpuTicks(ProcessHandle.current().pid())).isGreaterThanOrEqualTo(now.processTicks());
        assertThat(Proc.memoryKilobytes("VmRSS")).isPositive();
    }
}

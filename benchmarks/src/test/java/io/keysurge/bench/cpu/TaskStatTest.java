// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line of /proc/.../stat")
class TaskStatTest {

    @Test
    void tells_the_name_and_the_time_in_user_and_kernel_mode() {
        assertThat(TaskStat.parse(line("consumer", 120, 30))).isEqualTo(new TaskStat("consumer", 150));
    }

    @Test
    void has_a_name_that_may_hold_blanks_and_brackets() {
        assertThat(TaskStat.parse(line("a) (b 1 2", 1, 2))).isEqualTo(new TaskStat("a) (b 1 2", 3));
    }

    @Test
    void tells_compilers_and_collectors_from_workers() {
        assertThat(TaskStat.parse(line("C2 CompilerThre", 1, 0)).isCompiler()).isTrue();
        assertThat(TaskStat.parse(line("C1 CompilerThre", 1, 0)).isCompiler()).isTrue();
        assertThat(TaskStat.parse(line("GC Thread#0", 1, 0)).isCollector()).isTrue();
        assertThat(TaskStat.parse(line("G1 Conc#0", 1, 0)).isCollector()).isTrue();
        assertThat(TaskStat.parse(line("keysurge.bench-", 1, 0)))
                .matches(worker -> !worker.isCompiler() && !worker.isCollector());
    }

    @Test
    void is_refused_where_it_is_none() {
        assertThatThrownBy(() -> TaskStat.parse("12 consumer S 1")).hasMessageContaining("a name in brackets");
        assertThatThrownBy(() -> TaskStat.parse("12 (consumer) S 1")).hasMessageContaining("2 fields after the name");
    }

    private static String line(String name, long user, long system) {
        return "4711 (" + name + ") S 1 4711 4711 0 -1 4194304 10 20 30 40 " + user + " " + system
                + " 7 8 20 0 21 0 99\n";
    }
}

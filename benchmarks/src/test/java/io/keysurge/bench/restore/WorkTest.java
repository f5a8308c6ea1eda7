// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.bench.stage.Look;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work and starts")
class WorkTest {

    @Test
    void sums_up_over_the_instances() {
        Work work = Work.between(
                List.of(looksLike(100_000, 2), looksLike(0, 1)),
                List.of(looksLike(1_100_000, 7), looksLike(1_000_000, 9)),
                4);
        assertThat(work.instances()).isEqualTo(2);
        assertThat(work.cpuSPerMillion()).isEqualTo(6.5);
        assertThat(work.eventsPerS()).isEqualTo(500_000);
        assertThat(work.shares()).containsExactly(1_100_000 / 2_100_000.0, 1_000_000 / 2_100_000.0);
    }

    @Test
    void tell_restore_from_the_rest_of_the_start() {
        StartRow row = StartRow.of("a test", looksLike(0, 3));
        assertThat(row.startToRunningS()).isEqualTo(8);
        assertThat(row.processToRunningS()).isEqualTo(9);
        assertThat(row.restoreS()).isEqualTo(5);
        assertThat(row.restOfStartS()).isEqualTo(3);
        assertThat(row.recordsPerS()).isEqualTo(2_000);
    }

    /** The process at second 1, Kafka Streams at second 2, restore from 4 to 9, running at 10. */
    private static Look looksLike(long events, double cpu) {
        return new Look("RUNNING", 1_000, 2_000, 10_000, 4_000, 9_000, 10_000, 8, events, 0, cpu, 0, 0, 0, 0, 0, 0);
    }
}

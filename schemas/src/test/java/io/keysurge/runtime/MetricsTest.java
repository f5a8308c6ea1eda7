// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The metrics of a process")
class MetricsTest {

    @Test
    void never_say_whom_they_are_about() {
        try (var metrics = Metrics.of("detector")) {
            metrics.registry().counter("events", "identity_id", "agent-1").increment();
            metrics.registry().counter("events", "identity_id", "agent-2").increment();
            assertThat(metrics.registry().scrape())
                    .contains("events_total{application=\"detector\"} 2.0")
                    .doesNotContain("agent-1", "identity_id");
        }
    }

    @Test
    void include_those_of_the_jvm() {
        try (var metrics = Metrics.of("detector")) {
            assertThat(metrics.registry().scrape())
                    .contains("jvm_threads_live_threads", "jvm_gc_", "system_cpu_count", "process_uptime_seconds");
        }
    }
}

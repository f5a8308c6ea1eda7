// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.bench.stage.Fleet;
import io.keysurge.contract.UsageEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Usage with spikes")
class SpikingUsageTest {

    private final LatencyPlan plan = new LatencyPlan(100, 1_000, 20, 1, 2, "1g", Map.of());

    private final List<UsageEvent> steady = new ArrayList<>();
    private final List<UsageEvent> spiking = new ArrayList<>();
    private final Runnable usage = new SpikingUsage(plan, new Fleet(100, 1), steady::add, spiking::add);

    @Test
    void has_so_many_spikes_a_second_and_each_identity_spikes_once() {
        happens((int) plan.eventsPerSecond());
        assertThat(steady).hasSize(1_000);
        assertThat(spiking).extracting(UsageEvent::getIdentityId).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void ends_to_spike_when_everybody_has() {
        happens(20_000);
        assertThat(spiking).hasSize(plan.spikers());
    }

    @Test
    void cannot_have_more_spikes_than_events() {
        assertThatThrownBy(() -> new LatencyPlan(100, 10, 20, 1, 2, "1g", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate: 10");
    }

    private void happens(int times) {
        for (int i = 0; i < times; i++) {
            usage.run();
        }
    }
}

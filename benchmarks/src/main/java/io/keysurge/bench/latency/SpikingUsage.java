// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import io.keysurge.bench.stage.Fleet;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.util.function.Consumer;

/** Usage of the steady ones; every so often somebody new spikes, with one event that stands for many calls. */
final class SpikingUsage implements Runnable {

    private static final int REQUESTS = 400;

    private final LatencyPlan plan;
    private final Fleet fleet;
    private final Consumer<UsageEvent> steady;
    private final Consumer<UsageEvent> spiking;
    private long events;
    private int spikes;

    /**
     * Usage from now on.
     *
     * @param steady takes usage that is nothing special
     * @param spiking takes each event that crosses
     */
    SpikingUsage(LatencyPlan plan, Fleet fleet, Consumer<UsageEvent> steady, Consumer<UsageEvent> spiking) {
        this.plan = plan;
        this.fleet = fleet;
        this.steady = steady;
        this.spiking = spiking;
    }

    /** One more event. */
    @Override
    public void run() {
        events++;
        if (events % plan.spikeEvery() == 0 && spikes < plan.spikers()) {
            spiking.accept(fleet.calls(plan.identities() + spikes++, Instant.now(), REQUESTS));
        } else {
            steady.accept(fleet.call());
        }
    }
}

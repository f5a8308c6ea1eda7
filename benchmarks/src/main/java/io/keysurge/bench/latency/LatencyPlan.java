// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import java.util.Map;

/**
 * What to measure.
 *
 * @param identities identities whose usage is steady
 * @param rate usage events a second, spikes not counted
 * @param spikesPerSecond identities a second that spike, each once
 * @param warmUpSeconds seconds before the first spike that counts
 * @param seconds seconds in which spikes count
 * @param heap heap of the detector's JVM
 * @param settings further settings of the detector
 */
record LatencyPlan(
        int identities,
        int rate,
        int spikesPerSecond,
        int warmUpSeconds,
        int seconds,
        String heap,
        Map<String, String> settings) {

    LatencyPlan {
        if (rate < spikesPerSecond || seconds < 1) {
            throw new IllegalArgumentException("rate: " + rate + " events a second for " + seconds
                    + " s (expected: at least the " + spikesPerSecond + " spikes a second, for 1 s or more)");
        }
        settings = Map.copyOf(settings);
    }

    /** Identities that spike, numbered after the steady ones. */
    int spikers() {
        // A few more than planned for: who falls behind makes up, and nobody may spike twice.
        return (warmUpSeconds + seconds + 2) * spikesPerSecond;
    }

    /** Of so many events one is a spike. */
    int spikeEvery() {
        return rate / spikesPerSecond + 1;
    }

    double eventsPerSecond() {
        return rate + (double) spikesPerSecond;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import io.keysurge.bench.throughput.system.SystemName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param identities numbers of identities, each a topic of its own
 * @param events events on each topic
 * @param warmUp events before the clock starts; fewer than events
 * @param eventsPerSecond events in a second of event time
 * @param systems what to run, in order
 * @param settings settings of the detector
 * @param heap heap of each system's JVM, as {@code -Xmx} takes it
 * @param flameGraphs folder for a picture of where each system's time goes; null: none are drawn
 * @param jvmOptions further options of each system's JVM
 */
record Plan(
        List<Integer> identities,
        long events,
        long warmUp,
        int eventsPerSecond,
        List<SystemName> systems,
        Map<String, String> settings,
        String heap,
        @Nullable Path flameGraphs,
        List<String> jvmOptions) {

    Plan {
        if (warmUp < 0 || warmUp >= events) {
            throw new IllegalArgumentException("warm-up: " + warmUp
                    + " events (expected: 0 or more, and fewer than the " + events + " of --events)");
        }
        identities = List.copyOf(identities);
        systems = List.copyOf(systems);
        settings = Map.copyOf(settings);
        jvmOptions = List.copyOf(jvmOptions);
    }

    long measuredEvents() {
        return events - warmUp;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import io.keysurge.bench.stage.Look;
import io.keysurge.bench.stage.RunningDetector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits for instances that share a topic, and says what it cost them. */
final class SharedWork {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final long GLANCE_MILLIS = 50;
    /** The part that is not counted. */
    private static final double COLD = 0.3;

    private final List<RunningDetector> instances;
    private final long events;

    SharedWork(List<RunningDetector> instances, long events) {
        this.instances = List.copyOf(instances);
        this.events = events;
    }

    /** Returns when they are through. */
    Work await() throws IOException, InterruptedException {
        List<Look> begin = awaitEvents((long) (COLD * events));
        long begun = System.nanoTime();
        List<Look> end = awaitEvents(events);
        return Work.between(begin, end, (System.nanoTime() - begun) / 1e9);
    }

    private List<Look> awaitEvents(long wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Look> looks = looks();
        while (Work.sumOfEvents(looks) < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "not at " + wanted + " events after " + PATIENCE.toMinutes() + " min, but " + looks);
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            looks = looks();
        }
        return looks;
    }

    private List<Look> looks() throws IOException {
        List<Look> looks = new ArrayList<>();
        for (RunningDetector instance : instances) {
            looks.add(instance.look());
        }
        return looks;
    }
}

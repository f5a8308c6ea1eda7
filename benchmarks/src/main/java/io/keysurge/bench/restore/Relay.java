// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import io.keysurge.bench.stage.DetectorOrder;
import io.keysurge.bench.stage.Fleet;
import io.keysurge.bench.stage.Logs;
import io.keysurge.bench.stage.Look;
import io.keysurge.bench.stage.RunningDetector;
import io.keysurge.bench.stage.Stage;
import io.keysurge.bench.stage.SteadyFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A second instance joins the first, under load; then the first stops. */
final class Relay {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SECONDS_TOGETHER = 20;
    private static final long GLANCE_MILLIS = 50;
    private static final double NANOS = 1e9;

    private final Stage stage;
    private final DetectorOrder order;
    private final Logs logs;
    private final String usageTopic;

    Relay(Stage stage, DetectorOrder order, Logs logs, String usageTopic) {
        this.stage = stage;
        this.order = order;
        this.logs = logs;
        this.usageTopic = usageTopic;
    }

    /** Runs it; no detector runs before or after. */
    HandOver run(Fleet fleet, int rate) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        RunningDetector first = RunningDetector.start(stage, order);
        int tasks = first.awaitRunning(PATIENCE).tasks();
        SteadyFeed feed = SteadyFeed.start(stage, usageTopic, fleet, rate);
        awaitCaughtUp(rate);
        RunningDetector second = RunningDetector.start(stage, order.as("second"));
        Look joined = second.awaitRunning(PATIENCE);
        TimeUnit.SECONDS.sleep(SECONDS_TOGETHER);
        int tasksBefore = second.look().tasks();

        long toldToStop = System.nanoTime();
        first.stop();
        double stopped = secondsSince(toldToStop);
        Look alone = second.await(
                look -> look.tasks() >= tasks && "RUNNING".equals(look.state()), "in charge of everything", PATIENCE);
        double inCharge = secondsSince(toldToStop);
        awaitCaughtUp(rate);
        double caughtUp = secondsSince(toldToStop);

        feed.end();
        second.stop();
        return new HandOver(
                joined.secondsToRunning(), tasksBefore, stopped, inCharge, caughtUp, alone.restoredRecords());
    }

    /** All but the usage of the last second is committed. */
    private void awaitCaughtUp(int rate)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long behind = logs.behind(order.applicationId(), usageTopic);
        while (behind > rate) {
            if (System.nanoTime() > deadline) {
                throw new IOException("still " + behind + " events behind after " + PATIENCE.toMinutes() + " min at "
                        + rate + " events/s (expected: caught up); a lower --rate may be what this machine carries");
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            behind = logs.behind(order.applicationId(), usageTopic);
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / NANOS;
    }
}

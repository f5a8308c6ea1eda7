// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import io.keysurge.bench.stage.CoreWatch;
import io.keysurge.bench.stage.DetectorOrder;
import io.keysurge.bench.stage.Feed;
import io.keysurge.bench.stage.Fleet;
import io.keysurge.bench.stage.Logs;
import io.keysurge.bench.stage.RunningDetector;
import io.keysurge.bench.stage.Stage;
import io.keysurge.contract.AlertType;
import io.keysurge.evaluate.Progress;
import io.keysurge.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One way to commit, measured on topics and with a detector of its own. */
final class LatencyRun {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_SECONDS_BEHIND = 60;
    private static final int PATIENCE_FOR_ALERTS_SECONDS = 15;
    private static final long GLANCE_MILLIS = 50;
    private static final long SEED = 17;
    private static final double NANOS = 1e9;

    private final LatencyPlan plan;
    private final Commits commits;
    private final Stage stage;
    private final Progress progress;

    LatencyRun(LatencyPlan plan, Commits commits, Stage stage, Progress progress) {
        this.plan = plan;
        this.commits = commits;
        this.stage = stage;
        this.progress = progress;
    }

    LatencyRow run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Topics topics = stage.createTopics(commits.shortName() + ".");
        var fleet = new Fleet(plan.identities(), SEED);
        RunningDetector detector = RunningDetector.start(stage, order(topics));
        progress.say(commits.guarantee() + ": telling the detector four days of history ...");
        long history;
        try (Feed filling = Feed.filling(stage.clientSettings(), topics.usage().name())) {
            history = new History(plan, fleet).publish(filling);
        }
        detector.awaitEvents(history, PATIENCE);
        try (Feed steady = Feed.live(stage.clientSettings(), topics.usage().name());
                Feed spiking =
                        Feed.immediate(stage.clientSettings(), topics.usage().name())) {
            var watch = AlertWatch.start(stage.clientSettings(), topics);
            var usage = new SpikingUsage(plan, fleet, steady::send, spike -> {
                watch.sends(spike.getEventId());
                spiking.send(spike);
            });
            warmUp(usage, () -> steady.send(fleet.call()), topics);
            watch.count();
            long sentBefore = steady.sent() + spiking.sent();
            long begun = System.nanoTime();
            CoreWatch cores = CoreWatch.beside(stage, detector);
            progress.say(commits.guarantee() + ": measuring for " + plan.seconds() + " s ...");
            atPaceFor(plan.seconds(), usage);
            double rate = (steady.sent() + spiking.sent() - sentBefore) / ((System.nanoTime() - begun) / NANOS);
            double own = cores.own();
            double others = cores.others();
            awaitAlerts(watch);
            watch.stop();
            detector.stop();
            return told(LatencyRow.of(commits, rate, watch.millis(), watch.awaited(), own, others), watch.others());
        }
    }

    /** Until the detector is warm and has caught up: a machine that is busy elsewhere may need longer. */
    private void warmUp(Runnable usage, Runnable steady, Topics topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        progress.say(commits.guarantee() + ": warming up for " + plan.warmUpSeconds() + " s or more ...");
        atPaceFor(plan.warmUpSeconds(), usage);
        long deadline = System.nanoTime() + MOST_SECONDS_BEHIND * TimeUnit.SECONDS.toNanos(1);
        try (Logs logs = Logs.of(stage)) {
            while (logs.behind(group(topics), topics.usage().name()) > plan.rate() && System.nanoTime() < deadline) {
                atPaceFor(1, steady);
            }
        }
    }

    private void atPaceFor(int seconds, Runnable action) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Feed.atPace(plan.eventsPerSecond(), () -> System.nanoTime() < end, action);
    }

    private LatencyRow told(LatencyRow row, Map<AlertType, Integer> otherAlerts) {
        progress.say(String.format(
                Locale.ROOT,
                "%s: p50 %.1f ms, p99 %.1f ms of %d alerts; others: %s",
                commits.guarantee(),
                row.p50Ms(),
                row.p99Ms(),
                row.n(),
                otherAlerts));
        return row;
    }

    private static void awaitAlerts(AlertWatch watch) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_FOR_ALERTS_SECONDS);
        while (watch.awaited() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        }
    }

    private DetectorOrder order(Topics topics) {
        Map<String, String> settings = new HashMap<>(commits.settings());
        settings.putAll(plan.settings());
        return new DetectorOrder(commits.shortName(), topics.prefix(), group(topics), plan.heap(), settings);
    }

    private static String group(Topics topics) {
        return topics.prefix() + "detector";
    }
}

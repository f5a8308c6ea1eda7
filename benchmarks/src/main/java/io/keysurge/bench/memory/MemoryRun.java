// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.memory;

import io.keysurge.bench.stage.CoreWatch;
import io.keysurge.bench.stage.DetectorOrder;
import io.keysurge.bench.stage.Feed;
import io.keysurge.bench.stage.Fleet;
import io.keysurge.bench.stage.Folder;
import io.keysurge.bench.stage.Logs;
import io.keysurge.bench.stage.Look;
import io.keysurge.bench.stage.Place;
import io.keysurge.bench.stage.RunningDetector;
import io.keysurge.bench.stage.Stage;
import io.keysurge.bench.stage.SteadyFeed;
import io.keysurge.evaluate.Progress;
import io.keysurge.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One detector: every identity once, then steady usage while memory is sampled. */
final class MemoryRun {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int SAMPLES = 120;
    private static final int HALFWAY = SAMPLES / 2;
    private static final long SEED = 29;
    private static final double MEGABYTE = 1024.0 * 1024;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double NANOS = 1e9;

    private final MemoryPlan plan;
    private final Stage stage;
    private final Progress progress;
    private final Topics topics;
    private final Fleet fleet;
    private final DetectorOrder order;

    MemoryRun(MemoryPlan plan, Stage stage, Progress progress) {
        this.plan = plan;
        this.stage = stage;
        this.progress = progress;
        this.topics = stage.createTopics(Topics.DEFAULT_PREFIX);
        this.fleet = new Fleet(plan.identities(), SEED);
        this.order = new DetectorOrder(
                "detector", topics.prefix(), topics.prefix() + "detector", plan.heap(), plan.settings());
    }

    MemoryReport run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        RunningDetector detector = RunningDetector.start(stage, order);
        detector.awaitRunning(PATIENCE);
        double empty = detector.collect().heapAfterCollectionMegabytes();
        introduceEverybody(detector);
        progress.say("Sampling under steady usage for " + plan.seconds() + " s ...");
        SteadyFeed feed = SteadyFeed.start(stage, topics.usage().name(), fleet, plan.rate());
        CoreWatch cores = CoreWatch.beside(stage, detector);
        List<Sample> samples = new ArrayList<>();
        long begun = System.nanoTime();
        sample(detector, begun, 0, HALFWAY, samples);
        double halfway = detector.collect().heapAfterCollectionMegabytes();
        sample(detector, begun, HALFWAY, SAMPLES, samples);
        double others = cores.others();
        feed.end();
        double end = detector.collect().heapAfterCollectionMegabytes();
        detector.stop();
        return report(samples, new LiveHeap(empty, halfway, end), others);
    }

    /** The heap in megabytes as a full collection leaves it. */
    private record LiveHeap(double empty, double halfway, double end) {}

    private void introduceEverybody(RunningDetector detector) throws IOException, InterruptedException {
        progress.say(String.format(Locale.ROOT, "Introducing %,d identities ...", plan.identities()));
        try (Feed feed = Feed.filling(stage.clientSettings(), topics.usage().name())) {
            Instant now = Instant.now();
            for (int identity = 0; identity < plan.identities(); identity++) {
                feed.send(fleet.call(identity, now));
                progress.show("introducing", identity);
            }
            feed.flush();
        }
        detector.await(
                look -> {
                    progress.show("introduced", look.events());
                    return look.events() >= plan.identities();
                },
                "acquainted with everybody",
                PATIENCE);
    }

    private void sample(RunningDetector detector, long begun, int from, int to, List<Sample> samples)
            throws IOException, InterruptedException {
        for (int i = from; i < to; i++) {
            long due = begun + TimeUnit.SECONDS.toNanos(plan.seconds()) * (i + 1) / SAMPLES;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            Look look = detector.look();
            var sample = new Sample(
                    (System.nanoTime() - begun) / NANOS,
                    look.events(),
                    look.residentMegabytes(),
                    look.peakMegabytes(),
                    look.heapMegabytes(),
                    look.heapAfterCollectionMegabytes(),
                    Folder.bytes(order.stateDirectory(stage)) / MEGABYTE);
            samples.add(sample);
            progress.show("resident MB", (long) sample.rssMb());
        }
    }

    private MemoryReport report(List<Sample> samples, LiveHeap heap, double others)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        List<Sample> steady = samples.subList(HALFWAY, SAMPLES);
        double seconds = last.second() - first.second();
        double state = Folder.bytes(order.stateDirectory(stage)) / MEGABYTE;
        try (Logs logs = Logs.of(stage)) {
            double changelog = logs.changelogBytes(order.applicationId()) / MEGABYTE;
            return new MemoryReport(
                    Place.here(),
                    plan.identities(),
                    (last.events() - first.events()) / seconds,
                    plan.seconds() / SECONDS_PER_MINUTE,
                    plan.heap(),
                    last.rssMb(),
                    last.rssPeakMb(),
                    Slope.of(steady, Sample::second, Sample::rssMb) * SECONDS_PER_HOUR,
                    (heap.end() - heap.halfway()) / (plan.seconds() / 2.0) * SECONDS_PER_HOUR,
                    heap.empty(),
                    heap.end(),
                    state,
                    changelog,
                    logs.changelogRecords(order.applicationId()),
                    perIdentity(heap.end() - heap.empty()),
                    perIdentity(state),
                    perIdentity(changelog),
                    others,
                    samples);
        }
    }

    private double perIdentity(double megabytes) {
        return megabytes * MEGABYTE / plan.identities();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.whatif;

import io.keysurge.bench.cpu.CpuReading;
import io.keysurge.bench.cpu.CpuUse;
import io.keysurge.bench.cpu.Proc;
import io.keysurge.bench.stage.Feed;
import io.keysurge.bench.stage.Fleet;
import io.keysurge.bench.stage.Place;
import io.keysurge.bench.stage.Stage;
import io.keysurge.contract.DetectionMode;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.evaluate.Progress;
import io.keysurge.history.LogRange;
import io.keysurge.history.LogReader;
import io.keysurge.history.PartitionLog;
import io.keysurge.history.Retelling;
import io.keysurge.history.Retelling.Question;
import io.keysurge.history.Span;
import io.keysurge.prices.PriceTable;
import io.keysurge.replay.AlertDifference;
import io.keysurge.replay.AlertEpisode;
import io.keysurge.replay.LogReplay;
import io.keysurge.replay.LogReplay.Outcome;
import io.keysurge.replay.LogReplay.Way;
import io.keysurge.topics.Topics;
import io.keysurge.translate.AlertTranslation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Loads one topic and goes through it again and again, with more work each time. */
final class WhatIfRun {

    private static final long SEED = 29;
    private static final Duration LIVES = Duration.ofDays(14);
    private static final double NANOS = 1e9;
    private static final double MILLION = 1e6;
    private static final Way USUAL =
            new Way(DetectionSettings.DEFAULTS, new AlertTranslation(DetectionMode.REPLAY, ""), null);

    private final int identities;
    private final long events;
    private final Stage stage;
    private final Topics topics;
    private final Progress progress;
    private final List<Pass> passes = new ArrayList<>();

    WhatIfRun(int identities, long events, Stage stage, Progress progress) {
        this.identities = identities;
        this.events = events;
        this.stage = stage;
        this.progress = progress;
        this.topics = stage.createTopics(Topics.DEFAULT_PREFIX);
    }

    WhatIfReport run() throws Exception {
        load();
        pass("read", this::read);
        pass("read and decoded", () -> {
            log().run((topic, partition) -> (about, appendedAt, position) -> {});
            return null;
        });
        pass("judged once", () -> judge(1));
        pass("judged twice", () -> {
            List<Outcome> outcomes = judge(2);
            AlertDifference difference = AlertDifference.of(
                    AlertEpisode.of(outcomes.get(0).alerts()),
                    AlertEpisode.of(outcomes.get(1).alerts()));
            if (!difference.isEmpty()) {
                throw new IllegalStateException("the same settings gave other alerts");
            }
            return outcomes;
        });
        return new WhatIfReport(Place.here(), identities, events, passes);
    }

    private void load() {
        progress.say(String.format(
                Locale.ROOT, "Loading %,d events of up to %,d identities over 14 days ...", events, identities));
        var fleet = new Fleet(identities, SEED);
        Instant begin = Instant.now().minus(LIVES);
        try (Feed feed = Feed.filling(stage.clientSettings(), topics.usage().name())) {
            for (long i = 0; i < events; i++) {
                feed.send(fleet.call(fleet.speaker(), begin.plusMillis(LIVES.toMillis() * i / events)));
                progress.show("loading", i);
            }
            feed.flush();
        }
    }

    private void pass(String work, Callable<?> pass) throws Exception {
        progress.say("Going through it: " + work + " ...");
        CpuReading before = Proc.ownCpu();
        long begun = System.nanoTime();
        pass.call();
        double seconds = (System.nanoTime() - begun) / NANOS;
        CpuUse used = Proc.ownCpu().since(before);
        double cpu = used.seconds() - used.compilerSeconds();
        passes.add(new Pass(work, seconds, events / seconds, cpu * MILLION / events));
    }

    private long read() throws InterruptedException, ExecutionException {
        var log = new LogReader(stage.clientSettings());
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Long>> running = new ArrayList<>();
            for (LogRange range : log.ranges(topics.usage().name())) {
                running.add(threads.submit(() -> count(log, range)));
            }
            long read = 0;
            for (Future<Long> each : running) {
                read += each.get();
            }
            if (read != events) {
                throw new IllegalStateException("read " + read + " events of " + events);
            }
            return read;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long count(LogReader log, LogRange range) {
        long read = 0;
        try (PartitionLog part = log.open(range)) {
            while (part.hasNext()) {
                part.next();
                read++;
            }
        }
        return read;
    }

    private List<Outcome> judge(int ways) throws InterruptedException {
        return new LogReplay(
                        Collections.nCopies(ways, USUAL),
                        Span.ALWAYS,
                        Set.of(),
                        Instant.now().toEpochMilli())
                .run(log());
    }

    private Retelling log() {
        var question = new Question(topics.usage().name(), Set.of(), PriceTable.NONE);
        return new Retelling(
                stage.clientSettings(), topics, question, (read, total) -> progress.show("of the topic", read));
    }
}

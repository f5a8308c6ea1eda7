// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import io.keysurge.bench.stage.DetectorOrder;
import io.keysurge.bench.stage.Feed;
import io.keysurge.bench.stage.Fleet;
import io.keysurge.bench.stage.Folder;
import io.keysurge.bench.stage.Logs;
import io.keysurge.bench.stage.Place;
import io.keysurge.bench.stage.RunningDetector;
import io.keysurge.bench.stage.Stage;
import io.keysurge.evaluate.Progress;
import io.keysurge.topics.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Everything that is measured of starts and instances, on one topic. */
final class RestoreRun {

    private static final long SEED = 23;
    private static final double MEGABYTE = 1024.0 * 1024;

    private final RestorePlan plan;
    private final Stage stage;
    private final Progress progress;
    private final Topics topics;
    private final String usage;
    private final Fleet fleet;

    RestoreRun(RestorePlan plan, Stage stage, Progress progress) {
        this.plan = plan;
        this.stage = stage;
        this.progress = progress;
        this.topics = stage.createTopics(Topics.DEFAULT_PREFIX);
        this.usage = topics.usage().name();
        this.fleet = new Fleet(plan.identities(), SEED);
    }

    RestoreReport run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var order =
                new DetectorOrder("first", topics.prefix(), topics.prefix() + "detector", plan.heap(), plan.settings());
        load();
        try (Logs logs = Logs.of(stage)) {
            List<Work> work = work(order);
            long records = logs.changelogRecords(order.applicationId());
            double changelog = logs.changelogBytes(order.applicationId()) / MEGABYTE;
            double state = Folder.bytes(order.stateDirectory(stage)) / MEGABYTE;
            progress.say(String.format(
                    Locale.ROOT, "State: %,.0f MB; changelogs: %,d records, %,.0f MB", state, records, changelog));
            List<StartRow> starts = new Restarts(stage, order, progress).run(usage, fleet, plan.rate());
            progress.say("Handing over from one instance to another under load ...");
            HandOver handOver = new Relay(stage, order, logs, usage).run(fleet, plan.rate());
            return new RestoreReport(
                    Place.here(), plan.identities(), plan.events(), records, changelog, state, starts, handOver, work);
        }
    }

    private void load() {
        progress.say(String.format(
                Locale.ROOT, "Loading %,d events of up to %,d identities ...", plan.events(), plan.identities()));
        try (Feed feed = Feed.filling(stage.clientSettings(), usage)) {
            for (long i = 0; i < plan.events(); i++) {
                feed.send(fleet.call());
                progress.show("loading", i);
            }
            feed.flush();
        }
    }

    /** One instance, whose state stays for the restarts, then two of another group. */
    private List<Work> work(DetectorOrder order) throws IOException, InterruptedException {
        DetectorOrder pair = order.inGroup(topics.prefix() + "pair");
        List<Work> work = new ArrayList<>();
        for (List<DetectorOrder> orders : List.of(List.of(order), List.of(pair.as("left"), pair.as("right")))) {
            progress.say("Filling the state of " + orders.size() + (orders.size() == 1 ? " instance" : " instances")
                    + " from the topic ...");
            List<RunningDetector> instances = new ArrayList<>();
            for (DetectorOrder each : orders) {
                instances.add(RunningDetector.start(stage, each));
            }
            work.add(new SharedWork(instances, plan.events()).await());
            for (RunningDetector instance : instances) {
                instance.stop();
            }
        }
        Folder.delete(pair.as("left").stateDirectory(stage));
        Folder.delete(pair.as("right").stateDirectory(stage));
        return work;
    }
}

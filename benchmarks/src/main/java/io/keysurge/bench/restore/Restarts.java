// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import io.keysurge.bench.stage.DetectorOrder;
import io.keysurge.bench.stage.Fleet;
import io.keysurge.bench.stage.Folder;
import io.keysurge.bench.stage.Look;
import io.keysurge.bench.stage.RunningDetector;
import io.keysurge.bench.stage.Stage;
import io.keysurge.bench.stage.SteadyFeed;
import io.keysurge.evaluate.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Starts a detector that had run before, in one way after the other. */
final class Restarts {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SECONDS_BEFORE_KILL = 10;

    private final Stage stage;
    private final DetectorOrder order;
    private final Progress progress;

    Restarts(Stage stage, DetectorOrder order, Progress progress) {
        this.stage = stage;
        this.order = order;
        this.progress = progress;
    }

    /** All of them; the detector does not run before or after. */
    List<StartRow> run(String usageTopic, Fleet fleet, int rate) throws IOException, InterruptedException {
        Folder.delete(order.stateDirectory(stage));
        StartRow deleted = startAndStop("clean stop, state deleted");
        StartRow kept = startAndStop("clean stop, state kept");
        return List.of(deleted, kept, afterKill(usageTopic, fleet, rate));
    }

    private StartRow startAndStop(String after) throws IOException, InterruptedException {
        RunningDetector detector = RunningDetector.start(stage, order);
        StartRow row = row(after, detector.awaitRunning(PATIENCE));
        detector.stop();
        return row;
    }

    private StartRow afterKill(String usageTopic, Fleet fleet, int rate) throws IOException, InterruptedException {
        RunningDetector victim = RunningDetector.start(stage, order);
        victim.awaitRunning(PATIENCE);
        SteadyFeed feed = SteadyFeed.start(stage, usageTopic, fleet, rate);
        TimeUnit.SECONDS.sleep(SECONDS_BEFORE_KILL);
        victim.kill();
        RunningDetector detector = RunningDetector.start(stage, order);
        StartRow row = row("kill -9 under load", detector.awaitRunning(PATIENCE));
        feed.end();
        detector.stop();
        return row;
    }

    private StartRow row(String after, Look running) {
        StartRow row = StartRow.of(after, running);
        progress.say(String.format(
                Locale.ROOT,
                "%s: running after %.1f s, of which %.1f s restore of %,d records",
                after,
                row.startToRunningS(),
                row.restoreS(),
                row.restoredRecords()));
        return row;
    }
}

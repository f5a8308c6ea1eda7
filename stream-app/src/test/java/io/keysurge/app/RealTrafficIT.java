// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keysurge.contract.Alert;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.DetectionMode;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Position;
import io.keysurge.load.FileLoad;
import io.keysurge.load.Line;
import io.keysurge.load.LoadListener;
import io.keysurge.load.LoadReport;
import io.keysurge.load.MinutesFormat;
import io.keysurge.load.Pace;
import io.keysurge.load.UnreadableFileException;
import io.keysurge.load.UsageFile;
import io.keysurge.replay.Replay;
import io.keysurge.translate.AlertTranslation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Fourteen days of real clients")
class RealTrafficIT {

    private static final Path SERVEGEN = Path.of("../../shared/data/servegen/dev.csv.gz");
    private static final int CLIENTS_BELOW = 60;

    static {
        Contracts.trust();
    }

    @TempDir
    private Path directory;

    @Test
    void give_the_same_alerts_live_as_over_the_file_although_the_detector_is_killed_midway() throws Exception {
        assumeTrue(Files.exists(SERVEGEN), SERVEGEN + " is not there: the traces are not part of the project");
        Path file = someClients();
        var installation = new Installation();

        try (DetectorProcess detector =
                        installation.detector(directory, "detector").awaitReady();
                var publisher = installation.publisher()) {
            LoadReport report =
                    new FileLoad(publisher, Pace.MAX, true, new Silent()).load(List.of(file), new MinutesFormat());
            assertThat(report.refused()).isZero();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> detector.counter("keysurge_usage_events_total") > report.published() / 3.0);
            detector.kill();
        }
        try (DetectorProcess detector =
                installation.detector(directory, "detector").awaitReady()) {
            installation.awaitJudged();
            assertThat(Recount.identify(installation.alerts()))
                    .isEqualTo(Recount.identify(replay(file)))
                    .hasSizeGreaterThan(10);
            assertThat(detector.stop()).isZero();
        }
    }

    /** The rows of some clients: all of them would take this test a minute. */
    private Path someClients() throws IOException {
        Path file = directory.resolve("some.csv");
        try (var lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(SERVEGEN)), StandardCharsets.UTF_8));
                var out = Files.newBufferedWriter(file)) {
            out.write(lines.readLine() + "\n");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (Integer.parseInt(line.substring(0, line.indexOf(','))) < CLIENTS_BELOW) {
                    out.write(line + "\n");
                }
            }
        }
        return file;
    }

    private static List<Alert> replay(Path path) throws IOException {
        var replay = new Replay(DetectionSettings.DEFAULTS, new AlertTranslation(DetectionMode.REPLAY, ""));
        List<Alert> alerts = new ArrayList<>();
        try (UsageFile file = UsageFile.open(path, new MinutesFormat())) {
            while (file.hasNext()) {
                var good = (Line.Good) file.next();
                alerts.addAll(replay.judge(good.event(), new Position("file", 0, good.line())));
            }
        }
        return alerts;
    }

    /** Nothing of this load needs telling. */
    private static final class Silent implements LoadListener {
        @Override
        public void refused(Path file, Line.Bad line) {
            throw new AssertionError(file + ": line " + line.line() + ": " + line.why());
        }

        @Override
        public void unreadable(UnreadableFileException why) {
            throw new AssertionError(why);
        }

        @Override
        public void warned(String warning) {
            throw new AssertionError(warning);
        }

        @Override
        public void progressed(long published, long bytes, long totalBytes) {
            // Nobody watches.
        }
    }
}

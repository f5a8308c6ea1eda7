// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keysurge.config.DetectionConfig;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.DetectionMode;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Position;
import io.keysurge.history.Retelling;
import io.keysurge.history.Span;
import io.keysurge.load.FileLoad;
import io.keysurge.load.Line;
import io.keysurge.load.LoadListener;
import io.keysurge.load.LoadReport;
import io.keysurge.load.MinutesFormat;
import io.keysurge.load.Pace;
import io.keysurge.load.UnreadableFileException;
import io.keysurge.load.UsageFile;
import io.keysurge.prices.PriceTable;
import io.keysurge.replay.AlertComparison;
import io.keysurge.replay.AlertDifference;
import io.keysurge.replay.AlertEpisode;
import io.keysurge.replay.Explanation;
import io.keysurge.replay.LogReplay;
import io.keysurge.replay.Replay;
import io.keysurge.runtime.Settings;
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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Fourteen days of real clients")
class RealTrafficIT {

    private static final Path SERVEGEN = Path.of("../../shared/data/servegen/dev.csv.gz");
    /** All of them, 213 clients and every alert explained, take a quarter of an hour. */
    private static final int CLIENTS_BELOW = Integer.getInteger("keysurge.servegen.clients", 60);

    private static final int EXPLAINED = Integer.getInteger("keysurge.servegen.explained", 3);

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
            judgedAgain(installation);
            explained(installation);
        }
    }

    /** Twice with the same settings: equal to the detector's to the last field, and no difference between the two. */
    private static void judgedAgain(Installation installation) throws InterruptedException {
        List<LogReplay.Outcome> outcomes = new LogReplay(
                        List.of(way(), way()), Span.ALWAYS, Set.of(), System.currentTimeMillis())
                .run(log(installation, Set.of()));
        AlertComparison comparison = AlertComparison.of(
                installation.alerts().stream()
                        .filter(alert -> !Recount.isAboutGroup(alert))
                        .toList(),
                outcomes.get(0).alerts());
        assertThat(comparison.isEqual()).as("%s", comparison).isTrue();
        assertThat(comparison.equal()).isGreaterThan(10);
        assertThat(AlertDifference.of(
                                AlertEpisode.of(outcomes.get(0).alerts()),
                                AlertEpisode.of(outcomes.get(1).alerts()))
                        .isEmpty())
                .isTrue();
    }

    private static void explained(Installation installation) throws InterruptedException {
        Map<String, List<Alert>> episodes = installation.alerts().stream()
                .filter(alert -> !Recount.isAboutGroup(alert))
                .collect(Collectors.groupingBy(Alert::getAlertId));
        for (List<Alert> episode : episodes.values().stream().limit(EXPLAINED).toList()) {
            var explanation = new Explanation(episode, 1);
            explanation.run(
                    log(installation, Set.of(episode.get(0).getIdentityId())), way(), System.currentTimeMillis());
            assertThat(explanation.reproduction().deviations()).isEmpty();
            assertThat(explanation.reproduction().reproduced()).isEqualTo(episode.size());
            assertThat(explanation.steps())
                    .last()
                    .satisfies(step -> assertThat(step.raised())
                            .extracting(Alert::getAlertId)
                            .contains(episode.get(0).getAlertId()));
        }
    }

    private static LogReplay.Way way() {
        Settings defaults = Settings.of(DetectionConfig.addTo(new ConfigDef()), Map.of());
        return new LogReplay.Way(
                DetectionConfig.of(defaults),
                new AlertTranslation(DetectionMode.REPLAY, DetectionConfig.hash(defaults)),
                null);
    }

    private static Retelling log(Installation installation, Set<String> identities) {
        var question = new Retelling.Question(installation.topics.usage().name(), identities, PriceTable.NONE);
        return new Retelling(installation.clientSettings(), installation.topics, question, (read, total) -> {});
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

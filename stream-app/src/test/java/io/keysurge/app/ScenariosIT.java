// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.cli.Ran;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Position;
import io.keysurge.replay.Replay;
import io.keysurge.replay.Scenario;
import io.keysurge.translate.AlertTranslation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("All scenarios on a real broker and a real registry")
class ScenariosIT {

    static {
        Contracts.trust();
    }

    @TempDir
    private Path directory;

    private final Installation installation = new Installation();

    @Test
    void raise_the_alerts_that_they_raise_over_the_file() throws Exception {
        List<Scenario> scenarios = Scenario.all().toList();
        List<String> expected = Recount.identify(replay(scenarios));

        try (DetectorProcess detector =
                // Of groups no two runs tell the same in the same order: partitions interleave as they like.
                installation
                        .detector(directory, "detector", Map.of("spend.rollups", "false"))
                        .awaitReady()) {
            register(scenarios);
            publish(scenarios);
            installation.awaitJudged();
            // Attempts go through a topic of their own, and are judged a moment after the usage.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Recount.identify(installation.alerts()).size() >= expected.size());

            assertThat(Recount.identify(installation.alerts())).isEqualTo(expected);
            assertThat(installation.records(installation.topics.usageRejected().name()))
                    .isEmpty();
            assertThat(detector.stop()).isZero();
        }
        assertThatOneOfEachKindIsExplained();
    }

    private void assertThatOneOfEachKindIsExplained() {
        Map<AlertType, Alert> oneOfEach = new EnumMap<>(AlertType.class);
        installation.alerts().stream()
                .filter(alert -> !Recount.isAboutGroup(alert))
                .forEach(alert -> oneOfEach.putIfAbsent(alert.getType(), alert));
        oneOfEach.forEach((type, alert) -> {
            Ran ran = installation.run("explain", alert.getAlertId(), "--last", "3");

            assertThat(ran.out())
                    .as("%s %s", type, ran)
                    .last()
                    .asString()
                    .matches("Reproduced: (\\d+) of \\1 revisions, to the last field\\.");
            assertThat(ran.exitCode()).isZero();
        });
        assertThat(installation
                        .run("explain", oneOfEach.get(AlertType.KEY_CHECKER).getAlertId())
                        .out())
                .anySatisfy(line -> assertThat(line).contains("refused").endsWith("KEY_CHECKER 4 OPEN"));
    }

    private static List<Alert> replay(List<Scenario> scenarios) throws IOException {
        List<Alert> alerts = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            var replay = new Replay(DetectionSettings.DEFAULTS, new AlertTranslation(DetectionMode.REPLAY, ""));
            scenario.identities().forEach(replay::register);
            for (ExposureReport report : scenario.exposures()) {
                replay.expose(report, report.getFoundAt(), offset -> new Position("", 0, offset));
            }
            for (ActionRecord action : scenario.actions()) {
                replay.act(action, action.getUpdatedAt(), offset -> new Position("", 0, offset));
            }
            for (UsageEvent event : scenario.usage()) {
                alerts.addAll(replay.judge(event, new Position("", 0, 0)));
            }
        }
        return alerts;
    }

    /** Before any usage: what the registry says holds from its arrival on. */
    private void register(List<Scenario> scenarios) throws IOException {
        try (var publisher = installation.identityPublisher()) {
            for (Scenario scenario : scenarios) {
                scenario.identities()
                        .forEach(identity ->
                                publisher.publish(identity.getIdentityId(), identity, new Installation.MustArrive()));
            }
            publisher.flush();
        }
        try (var publisher = installation.exposurePublisher()) {
            for (Scenario scenario : scenarios) {
                scenario.exposures()
                        .forEach(report ->
                                publisher.publish(report.getIdentityId(), report, new Installation.MustArrive()));
            }
            publisher.flush();
        }
        try (var publisher = installation.actionPublisher()) {
            for (Scenario scenario : scenarios) {
                scenario.actions()
                        .forEach(action ->
                                publisher.publish(action.getActionId(), action, new Installation.MustArrive()));
            }
            publisher.flush();
        }
        installation.awaitRegistered();
    }

    private void publish(List<Scenario> scenarios) throws IOException {
        try (var publisher = installation.publisher()) {
            for (Scenario scenario : scenarios) {
                scenario.usage()
                        .forEach(event ->
                                publisher.publish(event.getIdentityId(), event, new Installation.MustArrive()));
            }
            publisher.flush();
        }
    }
}

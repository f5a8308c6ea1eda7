// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.cli.Ran;
import io.keysurge.config.DetectionConfig;
import io.keysurge.contract.Alert;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.AlertKind;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import io.keysurge.prices.PriceTable;
import io.keysurge.replay.Scenario;
import io.keysurge.rollup.SpendSettings;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.translate.AlertTranslation;
import io.keysurge.usage.SharedBudgetRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code src/test/resources/scenarios}, told to the detect command and to the topology. With
 * {@code -Dscenarios.rewrite=true} the alerts raised become the alerts expected: for people to read and commit.
 */
@DisplayName("A scenario")
class ScenarioTest {

    private static final JsonMapper JSON = new JsonMapper();
    /** FloodTopologyTest: a thousand identities are no story. */
    private static final Set<AlertKind> TOLD_ELSEWHERE = Set.of(AlertKind.IDENTITY_FLOOD);

    private static final Duration UNTIL_TOLD = Duration.ofMillis(100);
    private static final SpendSettings TOLD_AT_ONCE = new SpendSettings(true, Duration.ZERO, PriceTable.NONE);
    private static final String LIVE_TOPIC = "test.usage";
    private static final String FILE = "usage.jsonl";

    private static final boolean REWRITE = Boolean.getBoolean("scenarios.rewrite");

    @TempDir
    private Path folder;

    static Stream<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void raises_the_alerts_it_names_and_no_others_from_its_file_and_in_the_topology_alike(Scenario scenario)
            throws Exception {
        List<Alert> alerts = detect(scenario);
        if (REWRITE) {
            scenario.expect(alerts);
        }
        assertThat(Scenario.told(alerts)).isEqualTo(scenario.expected());
        assertThat(live(scenario)).as("to the last field").isEqualTo(alerts);
    }

    @Test
    void is_there_for_every_kind_of_alert() throws Exception {
        Set<String> raised = new TreeSet<>();
        for (Scenario scenario : Scenario.all().toList()) {
            for (String alert : scenario.expected()) {
                raised.add(JSON.readTree(alert).get("type").asText());
            }
        }
        assertThat(raised)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(AlertKind.values())
                        .filter(kind -> !TOLD_ELSEWHERE.contains(kind))
                        .map(Enum::name)
                        .toList());
    }

    private List<Alert> detect(Scenario scenario) throws IOException, InvalidRecordException {
        Path usage = folder.resolve(FILE);
        Files.write(usage, scenario.usage().stream().map(RecordJson::write).toList());
        List<String> arguments = new ArrayList<>(List.of("detect", "--json", usage.toString()));
        if (Files.exists(scenario.identityFile())) {
            arguments.addAll(List.of("--identities", scenario.identityFile().toString()));
        }
        if (Files.exists(scenario.exposureFile())) {
            arguments.addAll(List.of("--exposures", scenario.exposureFile().toString()));
        }
        if (Files.exists(scenario.actionFile())) {
            arguments.addAll(List.of("--actions", scenario.actionFile().toString()));
        }
        if (Files.exists(scenario.sharedBudgetFile())) {
            arguments.addAll(
                    List.of("--shared-budgets", scenario.sharedBudgetFile().toString()));
        }
        Ran ran = Ran.keysurge(arguments.toArray(String[]::new));
        assertThat(ran.exitCode()).as("%s", ran.err()).isZero();
        assertThat(ran.err()).as("nothing but the summary").hasSize(1);
        List<Alert> alerts = new ArrayList<>();
        for (String line : ran.out()) {
            alerts.add(RecordJson.read(line, Alert.class));
        }
        return alerts;
    }

    private static List<Alert> live(Scenario scenario) throws IOException {
        var defaults = Settings.of(DetectionConfig.addTo(CommonSettings.definition()), Map.of());
        var translation = new AlertTranslation(DetectionMode.LIVE, DetectionConfig.hash(defaults));
        try (House house = new House(DetectionSettings.DEFAULTS, translation, TOLD_AT_ONCE)) {
            scenario.identities().forEach(house::register);
            scenario.exposures().forEach(report -> house.expose(report, report.getFoundAt()));
            scenario.actions().forEach(action -> house.act(action, action.getUpdatedAt()));
            for (SharedBudgets shared : scenario.sharedBudgets()) {
                house.allow(SharedBudgetRules.key(shared.getScope(), shared.getName()), shared);
            }
            boolean isOfHours = scenario.isOfHours();
            for (UsageEvent event : scenario.usage()) {
                house.use(event);
                if (isOfHours) {
                    house.passWallClock(UNTIL_TOLD);
                }
            }
            assertThat(house.rejected()).isEmpty();
            List<Alert> alerts = house.alerts();
            alerts.forEach(ScenarioTest::asIfFromTheFile);
            return alerts;
        }
    }

    /** The mode says which of the two it was, and a file counts its lines from 1 where a log counts from 0. */
    private static void asIfFromTheFile(Alert alert) {
        assertThat(alert.getMode()).isEqualTo(DetectionMode.LIVE);
        alert.setMode(DetectionMode.REPLAY);
        asIfFromTheFile(alert.getFirstEvent());
        asIfFromTheFile(alert.getLastEvent());
        alert.setSampleEventIds(alert.getSampleEventIds().stream()
                .map(ScenarioTest::asIfFromTheFile)
                .toList());
    }

    private static void asIfFromTheFile(EventReference event) {
        event.setTopic(FILE);
        event.setOffset(event.getOffset() + 1);
        String id = event.getEventId();
        event.setEventId(id == null ? null : asIfFromTheFile(id));
    }

    /** An hour of spend is called by where its event is. */
    private static String asIfFromTheFile(String eventId) {
        String place = LIVE_TOPIC + "-0@";
        return eventId.startsWith(place)
                ? FILE + "-0@" + (Long.parseLong(eventId.substring(place.length())) + 1)
                : eventId;
    }
}

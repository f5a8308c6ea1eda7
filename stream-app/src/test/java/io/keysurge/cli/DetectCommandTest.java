// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.contract.UsageEvent;
import io.keysurge.json.RecordJson;
import io.keysurge.load.Line;
import io.keysurge.load.MinutesFormat;
import io.keysurge.load.UsageFile;
import io.keysurge.replay.StoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The detect command")
class DetectCommandTest {

    private static final String HEADER = "identity,minute,application,calls,input_tokens,output_tokens\n";

    @TempDir
    private Path folder;

    private Path usage;

    /** Four days with an hour of usage each, then fifteen times as much for five minutes, by another application. */
    @BeforeEach
    void tellTheStory() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int day = 0; day < 4; day++) {
            for (int minute = 0; minute < 60; minute++) {
                rows.append("7,").append(day * 1440 + minute).append(",billing,3,9000,1000\n");
            }
        }
        for (int minute = 0; minute < 5; minute++) {
            rows.append("7,").append(4 * 1440 + minute).append(",intruder,45,140000,10000\n");
        }
        usage = Files.writeString(folder.resolve("usage.csv"), rows);
    }

    @Test
    void prints_each_alert_as_a_line_of_json_with_the_schema_s_names() throws IOException {
        Ran ran = Ran.keysurge("detect", "--json", usage.toString());

        assertThat(ran.exitCode()).isZero();
        List<JsonNode> alerts = json(ran.out());
        assertThat(alerts)
                .extracting(alert ->
                        alert.get("type").asText() + " " + alert.get("subject").asText())
                .containsExactly("NEW_APPLICATION intruder", "TOKEN_SPIKE null");
        JsonNode spike = alerts.get(1);
        assertThat(spike.get("identity_id").asText()).isEqualTo("nhi-7");
        assertThat(spike.get("mode").asText()).isEqualTo("REPLAY");
        assertThat(spike.get("severity").asInt()).isEqualTo(4);
        assertThat(spike.get("raised_at").asText()).isEqualTo("2026-01-09T00:00:00Z");
        assertThat(spike.get("alert_id").asText()).matches("[0-9a-f]{32}");
        assertThat(ran.err()).last().asString().startsWith("Judged 245 events of 1 identities: 2 alert revisions;");
    }

    @Test
    void finds_the_same_alerts_in_the_same_events_as_json_lines() throws IOException {
        Path lines = folder.resolve("usage.jsonl");
        List<String> events = new ArrayList<>();
        try (UsageFile file = UsageFile.open(usage, new MinutesFormat())) {
            file.forEachRemaining(line -> events.add(RecordJson.write(((Line.Good) line).event())));
        }
        Files.write(lines, events);

        assertThat(ids(Ran.keysurge("detect", "--json", lines.toString())))
                .isEqualTo(ids(Ran.keysurge("detect", "--json", usage.toString())))
                .hasSize(2);
    }

    @Test
    void knows_what_the_identity_file_declares() throws IOException {
        Path identities = Files.writeString(folder.resolve("identities.json"), """
                [{"identity": 7, "owner": "team-billing", "registered": true, "declared_applications": ["billing", "intruder"]},
                 {"identity": 8, "registered": false}]
                """);

        Ran ran = Ran.keysurge("detect", "--json", "--identities", identities.toString(), usage.toString());

        List<JsonNode> alerts = json(ran.out());
        assertThat(alerts).extracting(alert -> alert.get("type").asText()).containsExactly("TOKEN_SPIKE");
        assertThat(alerts.get(0).get("identity").get("owner").asText()).isEqualTo("team-billing");
    }

    @Test
    void names_what_is_wrong_in_an_identity_file() throws IOException {
        Path identities =
                Files.writeString(folder.resolve("identities.json"), "{\"identity_id\": \"a\", \"owners\": 1}");

        Ran ran = Ran.keysurge("detect", "--identities", identities.toString(), usage.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).singleElement().asString().contains("identities.json: entry 1: owners", "owner");
    }

    @Test
    void refuses_an_identity_that_the_detector_would_refuse() throws IOException {
        Path identities = Files.writeString(folder.resolve("identities.json"), """
                {"identity_id": "a", "budgets": [{"name": "x", "unit": "USD", "limit": 20000000000, "period": "month"}]}
                """);

        Ran ran = Ran.keysurge("detect", "--identities", identities.toString(), usage.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .singleElement()
                .asString()
                .contains("identities.json: entry 1: budgets[0].limit: number 20000000000 (expected: <= 9223372036");
    }

    @Test
    void names_what_is_wrong_in_a_file_of_actions() throws IOException {
        Path actions = Files.writeString(folder.resolve("actions.json"), """
                {"action_id": "a", "alert_id": "b", "alert_revision": 1, "severity": 5, "identity_id": "", "connector": "keycloak",
                 "state": "EXECUTED", "plan": "", "reason": "", "configuration_hash": "", "proposed_at": "2026-01-09T00:00:00Z",
                 "updated_at": "2026-01-09T00:00:00Z"}
                """);

        Ran ran = Ran.keysurge("detect", "--actions", actions.toString(), usage.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).singleElement().asString().contains("actions.json: entry 1: identity_id: 0 characters");
    }

    @Test
    void knows_what_the_file_of_shared_budgets_allows() throws IOException {
        Path budgets = Files.writeString(folder.resolve("budgets.json"), """
                {"scope": "APPLICATION", "name": "intruder", "budgets": [{"name": "none", "unit": "tokens", "limit": 0, "period": "day"}]}
                """);

        Ran ran = Ran.keysurge("detect", "--json", "--shared-budgets", budgets.toString(), usage.toString());

        assertThat(json(ran.out()))
                .filteredOn(alert -> alert.get("type").asText().equals("BUDGET_SOFT"))
                .extracting(alert -> alert.get("identity_id").asText())
                .containsExactly("application:intruder");
    }

    @Test
    void names_what_is_wrong_in_a_file_of_shared_budgets() throws IOException {
        Path budgets = Files.writeString(folder.resolve("budgets.json"), """
                {"scope": "OWNER", "name": "team-a", "budgets": [{"name": "a", "unit": "tokens", "limit": 5, "period": "PT90S"}]}
                """);

        Ran ran = Ran.keysurge("detect", "--shared-budgets", budgets.toString(), usage.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).singleElement().asString().contains("budgets.json: entry 1: budgets[0].period");
    }

    @Test
    void finds_nothing_in_hours_of_spend_that_the_running_detector_does_not_keep() throws IOException {
        List<UsageEvent> story = StoryFile.read(Path.of("src/test/resources/scenarios/environment-spend/story.jsonl"));
        Path lines = Files.write(
                folder.resolve("usage.jsonl"),
                story.stream().map(RecordJson::write).toList());

        assertThat(ids(Ran.keysurge("detect", "--json", lines.toString()))).hasSize(2);
        assertThat(ids(Ran.keysurge("detect", "--json", "--set", "spend.rollups=false", lines.toString())))
                .isEmpty();
    }

    @Test
    void names_bad_lines_and_judges_the_others() throws IOException {
        Files.writeString(usage, Files.readString(usage) + "7,5765,billing,1,-4,1\n");

        Ran ran = Ran.keysurge("detect", "--json", usage.toString());

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).hasSize(2);
        assertThat(ran.err()).first().asString().contains("usage.csv: line 247: input_tokens", "-4");
    }

    @Test
    void takes_the_settings_that_the_running_detector_takes() {
        assertThat(ids(Ran.keysurge("detect", "--json", "--set", "sensitivity.token.spike=0.1", usage.toString())))
                .hasSize(1);
        assertThat(Ran.keysurge("detect", "--set", "sensitivity.token.spike=-1", usage.toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void says_which_file_it_cannot_read() {
        Ran ran = Ran.keysurge("detect", folder.resolve("nowhere.csv").toString());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).anyMatch(line -> line.contains("nowhere.csv") && line.contains("no such file"));
    }

    private static List<String> ids(Ran ran) {
        return json(ran.out()).stream()
                .map(alert -> alert.get("alert_id").asText() + "/" + alert.get("revision"))
                .toList();
    }

    private static List<JsonNode> json(List<String> lines) {
        var mapper = new JsonMapper();
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : lines) {
            try {
                nodes.add(mapper.readTree(line));
            } catch (IOException e) {
                throw new AssertionError(line, e);
            }
        }
        return nodes;
    }
}

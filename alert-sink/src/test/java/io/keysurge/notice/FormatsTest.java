// SPDX-License-Identifier: Apache-2.0
package io.keysurge.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An alert in the formats of others")
class FormatsTest {

    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);
    private final ActionRecord action = Actions.intent(alert, ResponseStep.NOTIFY_RESPONDERS, NOW);

    @Test
    void is_an_ocsf_detection_finding_with_everything_that_the_class_requires() {
        ObjectNode finding = OcsfFinding.of(action, alert);

        assertThat(finding.path("class_uid").asInt()).isEqualTo(2004);
        assertThat(finding.path("category_uid").asInt()).isEqualTo(2);
        assertThat(finding.path("type_uid").asInt()).isEqualTo(200_401);
        assertThat(finding.path("severity_id").asInt()).isEqualTo(5);
        assertThat(finding.path("time").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(finding.path("metadata").path("version").asText()).isEqualTo("1.5.0");
        assertThat(finding.path("metadata").path("product").path("name").asText())
                .isEqualTo("Keysurge");
        assertThat(finding.path("finding_info").path("uid").asText()).isEqualTo("alert-1");
        assertThat(finding.path("finding_info").path("title").asText()).isEqualTo("TOKEN_SPIKE on nhi-42");
        assertThat(finding.path("resources").get(0).path("uid").asText()).isEqualTo("nhi-42");
    }

    @Test
    void sets_what_was_seen_against_the_baseline_and_names_the_events_and_the_action() {
        ObjectNode finding = OcsfFinding.of(action, alert);

        JsonNode analysis = finding.path("anomaly_analyses").get(0);
        assertThat(analysis.path("analysis_target").path("name").asText()).isEqualTo("nhi-42");
        assertThat(analysis.path("anomalies")
                        .get(0)
                        .path("observation_parameter")
                        .asText())
                .isEqualTo("tokens/min");
        assertThat(analysis.path("anomalies")
                        .get(0)
                        .path("observations")
                        .get(0)
                        .path("value")
                        .asText())
                .isEqualTo(Double.toString(alert.getObserved()));
        assertThat(analysis.path("baselines")
                        .get(0)
                        .path("observations")
                        .get(0)
                        .path("value")
                        .asText())
                .isEqualTo(Double.toString(alert.getExpected()));
        assertThat(finding.path("evidences").get(1).path("data").path("offset").asLong())
                .isEqualTo(alert.getLastEvent().getOffset());
        assertThat(finding.path("unmapped").path("keysurge.action_id").asText()).isEqualTo(action.getActionId());
        assertThat(finding.path("metadata").path("uid").asText()).isEqualTo(action.getActionId());
    }

    @ParameterizedTest
    @CsvSource({"OPEN,200401,1", "ESCALATED,200402,2", "CLOSED,200403,4"})
    void tells_in_ocsf_where_the_episode_is_in_its_life(EpisodeState state, int type, int status) {
        Alert revised = Alert.newBuilder(alert).setState(state).build();

        ObjectNode finding = OcsfFinding.of(action, revised);

        assertThat(finding.path("type_uid").asInt()).isEqualTo(type);
        assertThat(finding.path("status_id").asInt()).isEqualTo(status);
    }

    @Test
    void travels_in_a_cloud_event_that_is_the_same_at_every_attempt() {
        ObjectNode event = CloudEvent.of(action, OcsfFinding.of(action, alert));

        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo(action.getActionId());
        assertThat(event.path("type").asText()).isEqualTo("io.keysurge.action.notify_responders");
        assertThat(event.path("subject").asText()).isEqualTo("nhi-42");
        assertThat(event.path("time").asText()).isEqualTo("2026-01-09T12:00:00Z");
        assertThat(event.path("data").path("class_uid").asInt()).isEqualTo(2004);
    }

    @Test
    void of_a_case_that_was_told_of_before_is_an_update() {
        ActionRecord second =
                ActionRecord.newBuilder(action).setCaseId("alert-0").build();

        assertThat(Notice.of(action, alert).update()).isFalse();
        assertThat(Notice.of(second, alert).title()).isEqualTo("[update] [severity 5] TOKEN_SPIKE on nhi-42");
        assertThat(Notice.of(second, alert).caseId()).isEqualTo("alert-0");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertShare;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.ledger.ActionMoves;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A webhook body")
class WebhookBodyTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final Alert alert = Alerts.withSeries(Alerts.spike("alert-1", "nhi-42", NOW), 60);
    private final ActionRecord intent = Actions.intent(alert, ResponseStep.SUSPEND, NOW);

    @Test
    void holds_the_alert_and_the_action() throws Exception {
        JsonNode body = read(WebhookBody.of(WebhookFormat.KEYSURGE, intent, alert));

        assertThat(body.path("type").asText()).isEqualTo("action.suspend");
        assertThat(body.path("timestamp").asText()).isEqualTo("2026-05-04T10:00:00Z");
        assertThat(body.at("/data/alert/identity_id").asText()).isEqualTo("nhi-42");
        assertThat(body.at("/data/alert/series")).hasSize(60);
        assertThat(body.at("/data/action/action_id").asText()).isEqualTo(intent.getActionId());
        assertThat(body.at("/data/action/step").asText()).isEqualTo("SUSPEND");
        assertThat(body.at("/data/trimmed").isMissingNode()).isTrue();
    }

    @Test
    void is_the_same_for_every_attempt() {
        ActionRecord later = ActionMoves.callingAgain(
                ActionMoves.retryLater(intent, "HTTP 503", NOW.plusSeconds(5), NOW), "again", NOW.plusSeconds(6));

        assertThat(WebhookBody.of(WebhookFormat.KEYSURGE, later, alert))
                .isEqualTo(WebhookBody.of(WebhookFormat.KEYSURGE, intent, alert));
    }

    @Test
    void drops_the_oldest_of_the_chart_first_when_it_would_grow_too_large() throws Exception {
        byte[] bytes = WebhookBody.of(WebhookFormat.KEYSURGE, intent, Alerts.withSeries(alert, 500));

        assertThat(bytes).hasSizeLessThan(WebhookBody.MOST_BYTES);
        assertThat(read(bytes).at("/data/alert/series")).hasSize(30);
        assertThat(read(bytes).at("/data/alert/series/29/observed").asDouble()).isEqualTo(1_234.5678 + 499);
        assertThat(read(bytes).at("/data/trimmed/0").asText()).isEqualTo("series");
        assertThat(read(bytes).at("/data/alert/explanation").asText()).isEqualTo(alert.getExplanation());
    }

    @Test
    void drops_lists_after_the_chart() throws Exception {
        Alert wide = Alert.newBuilder(alert)
                .setBreakdown(Collections.nCopies(400, new AlertShare("model", "some-model", 5L, 0.25)))
                .build();
        byte[] bytes = WebhookBody.of(WebhookFormat.KEYSURGE, intent, wide);

        assertThat(bytes).hasSizeLessThan(WebhookBody.MOST_BYTES);
        assertThat(read(bytes).at("/data/alert/breakdown")).isEmpty();
        assertThat(read(bytes).at("/data/trimmed").toString())
                .isEqualTo("[\"series\",\"sample_event_ids\",\"breakdown\"]");
    }

    @Test
    void comes_down_to_essentials_when_nothing_else_helps() throws Exception {
        Alert endless =
                Alert.newBuilder(alert).setExplanation("x".repeat(50_000)).build();
        byte[] bytes = WebhookBody.of(WebhookFormat.KEYSURGE, intent, endless);

        assertThat(bytes).hasSizeLessThan(WebhookBody.MOST_BYTES);
        assertThat(read(bytes).at("/data/alert/identity_id").asText()).isEqualTo("nhi-42");
        assertThat(read(bytes).at("/data/alert/explanation").isMissingNode()).isTrue();
    }

    @Test
    void is_the_data_of_a_cloud_event_or_a_finding_where_the_settings_say_so() throws Exception {
        JsonNode event = read(WebhookBody.of(WebhookFormat.CLOUDEVENTS, intent, alert));
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo(intent.getActionId());
        assertThat(event.path("data").path("alert").path("alert_id").asText()).isEqualTo(alert.getAlertId());

        ActionRecord page = Actions.intent(alert, ResponseStep.NOTIFY_RESPONDERS, intent.getProposedAt());
        assertThat(read(WebhookBody.of(WebhookFormat.OCSF, page, alert))
                        .path("class_uid")
                        .asInt())
                .isEqualTo(2004);
        ActionRecord suspension = Actions.intent(alert, ResponseStep.SUSPEND, intent.getProposedAt());
        assertThat(read(WebhookBody.of(WebhookFormat.OCSF, suspension, alert))
                        .path("type")
                        .asText())
                .isEqualTo("action.suspend");
    }

    private static JsonNode read(byte[] bytes) throws Exception {
        return new JsonMapper().readTree(bytes);
    }
}

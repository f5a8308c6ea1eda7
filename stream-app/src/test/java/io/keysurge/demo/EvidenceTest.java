// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.alerts.Tailed;
import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertBaseline;
import io.keysurge.contract.AlertIdentity;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.AlertWindow;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.ResponseStep;
import io.keysurge.generate.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The evidence of a demo")
class EvidenceTest {

    static {
        Contracts.trust();
    }

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    private final DemoPlan plan = DemoPlan.of(1, NOW);
    private final Evidence evidence = new Evidence(plan);
    private final Story theft = plan.stories().get(0);
    private final Instant soon = theft.startsAt().plusSeconds(60);

    @Test
    void proves_a_story_caught_when_a_fitting_alert_and_an_action_followed() {
        add(alert(theft.victim().id(), AlertType.TOKEN_SPIKE, EpisodeState.OPEN, soon));
        assertThat(outcome().passed()).as("without an action").isFalse();

        evidence.add(action(ResponseStep.NOTIFY_OWNER, "dry-run"));
        evidence.add(action(ResponseStep.THROTTLE, "dry-run"));
        evidence.add(action(ResponseStep.NOTIFY_RESPONDERS, "dry-run"));

        assertThat(outcome().passed()).isTrue();
        assertThat(outcome().eventTimeDelay()).contains(Duration.ofSeconds(60));
        assertThat(outcome().action().map(ActionRecord::getStep)).contains(ResponseStep.THROTTLE);
    }

    @Test
    void measures_from_the_event_in_the_log_to_the_alert_in_the_log() {
        evidence.appended(
                theft.victim().id(),
                new RecordMetadata(
                        new TopicPartition("usage", 2),
                        70,
                        7,
                        NOW.minusMillis(25).toEpochMilli(),
                        0,
                        0));
        add(alert(theft.victim().id(), AlertType.TOKEN_SPIKE, EpisodeState.OPEN, soon));

        StoryOutcome.Catch found = outcome().caught().orElseThrow();
        assertThat(found.detectionDelay()).contains(Duration.ofMillis(25));
        assertThat(found.readingDelay()).contains(Duration.ofMillis(125));
    }

    @Test
    void does_not_take_an_alert_of_another_type_before_the_story_or_at_its_end_for_a_catch() {
        String victim = theft.victim().id();
        add(alert(victim, AlertType.FAN_OUT, EpisodeState.OPEN, soon));
        add(alert(victim, AlertType.TOKEN_SPIKE, EpisodeState.CLOSED, soon));
        add(alert(
                victim,
                AlertType.TOKEN_SPIKE,
                EpisodeState.OPEN,
                theft.startsAt().minusMillis(1)));

        assertThat(outcome().caught()).isEmpty();
    }

    @Test
    void does_not_count_an_action_that_more_than_the_dry_run_held_back_or_that_is_only_a_note() {
        add(alert(theft.victim().id(), AlertType.TOKEN_SPIKE, EpisodeState.OPEN, soon));
        evidence.add(action(ResponseStep.THROTTLE, "blast-radius"));
        evidence.add(action(ResponseStep.RECORD, "dry-run"));

        assertThat(outcome().action()).isEmpty();
        assertThat(evidence.dryRunActions()).isZero();
    }

    @Test
    void calls_an_alert_about_anybody_else_false() {
        String bystander = plan.population().portraits().get(99).id();
        add(alert(bystander, AlertType.NEW_APPLICATION, EpisodeState.OPEN, soon));

        assertThat(evidence.falseAlerts()).extracting(Alert::getIdentityId).containsExactly(bystander);
    }

    @Test
    void passes_over_identities_that_are_not_of_this_demo() {
        Tailed<Alert> foreign =
                new Tailed<>(0, 1, NOW, alert("svc-foreign", AlertType.TOKEN_SPIKE, EpisodeState.OPEN, soon));

        assertThat(evidence.add(foreign, NOW)).isFalse();
        assertThat(evidence.falseAlerts()).isEmpty();
    }

    private void add(Alert alert) {
        assertThat(evidence.add(new Tailed<>(0, 1, NOW, alert), NOW.plusMillis(100)))
                .isTrue();
    }

    private StoryOutcome outcome() {
        return evidence.outcomes().get(0);
    }

    private ActionRecord action(ResponseStep step, String failedRail) {
        return ActionRecord.newBuilder()
                .setActionId("a".repeat(64))
                .setAlertId("alert-1")
                .setAlertRevision(1)
                .setAlertType(AlertType.TOKEN_SPIKE)
                .setSeverity(4)
                .setIdentityId(theft.victim().id())
                .setStep(step)
                .setConnector("webhook")
                .setMode(ActionMode.DRY_RUN)
                .setState(ActionState.PROPOSED)
                .setPlan("plan")
                .setReason("reason")
                .setGuardRails(List.of(new GuardRailCheck(failedRail, false, "why")))
                .setConfigurationHash("0".repeat(16))
                .setProposedAt(NOW)
                .setUpdatedAt(NOW)
                .build();
    }

    private static Alert alert(String identity, AlertType type, EpisodeState state, Instant raisedAt) {
        EventReference cause = EventReference.newBuilder()
                .setTopic("usage")
                .setPartition(2)
                .setOffset(77)
                .build();
        return Alert.newBuilder()
                .setAlertId("alert-1")
                .setRevision(1)
                .setState(state)
                .setType(type)
                .setIdentityId(identity)
                .setSeverity(4)
                .setConfidence(0.9)
                .setRaisedAt(raisedAt)
                .setOpenedAt(raisedAt)
                .setIdentity(AlertIdentity.newBuilder().setId(identity).build())
                .setWindow(new AlertWindow(raisedAt.minusSeconds(120), raisedAt))
                .setUnit("tokens/min")
                .setObserved(3)
                .setExpected(1)
                .setThreshold(2)
                .setRatio(3)
                .setScore(0.4)
                .setBaseline(new AlertBaseline(5, raisedAt, false))
                .setFirstEvent(cause)
                .setLastEvent(cause)
                .setDetector("test/1")
                .setConfigurationHash("0".repeat(16))
                .setExplanation("went up")
                .build();
    }
}

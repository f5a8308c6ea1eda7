// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.ResponseStep;
import io.keysurge.contract.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The detector's topology, told what the sink did")
class RevocationTopologyTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void measures_how_long_a_credential_outlived_its_revocation() {
        house.register(IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setOwner("payments")
                .build());
        use("nhi-1", "fp-1", NOON.minusSeconds(60));
        act(executed("nhi-1", "fp-1").setAllowedLagMs(10_000L));

        use("nhi-1", "fp-1", NOON.plusSeconds(10));
        assertThat(house.alerts()).as("within the allowed lag").isEmpty();
        use("nhi-1", "fp-1", NOON.plusMillis(12_500));

        Alert alert = onlyAlert();
        assertThat(alert.getType()).isEqualTo(AlertType.USE_AFTER_REVOCATION);
        assertThat(alert.getSeverity()).isEqualTo(5);
        assertThat(alert.getSubject()).isEqualTo("action-nhi-1");
        assertThat(alert.getUnit()).isEqualTo("seconds after revocation");
        assertThat(alert.getObserved()).isEqualTo(12.5);
        assertThat(alert.getThreshold()).isEqualTo(10);
        assertThat(alert.getIdentity().getOwner()).isEqualTo("payments");
        assertThat(alert.getExplanation())
                .isEqualTo(
                        "Its credential fp-1 is used 12.5 seconds after REVOKE took effect at 2026-01-05 12:00:00 UTC,"
                                + " where the target may take 10.0 seconds, since 2026-01-05 12:00 UTC.");
    }

    @Test
    void finds_use_at_once_that_came_before_the_action_was_known() {
        use("nhi-1", "fp-1", NOON.minusSeconds(90));
        use("nhi-1", "fp-1", NOON.plusSeconds(130));

        house.act(executed("nhi-1", "fp-1").build(), NOON.plusSeconds(150));

        Alert alert = onlyAlert();
        assertThat(alert.getObserved()).as("the minute began then").isEqualTo(120);
        assertThat(alert.getRaisedAt()).isEqualTo(NOON.plusSeconds(150));
        assertThat(alert.getLastEvent().getTopic())
                .isEqualTo(house.topics.usage().name());
        assertThat(alert.getLastEvent().getOffset()).isEqualTo(1);
    }

    @Test
    void takes_an_action_without_a_credential_for_one_on_the_whole_identity() {
        act(executed("nhi-1", null).setStep(ResponseStep.SUSPEND));

        use("nhi-1", "fp-2", NOON.plusSeconds(30));

        assertThat(onlyAlert().getExplanation()).startsWith("Is used 30.0 seconds after SUSPEND took effect");
    }

    @Test
    void has_no_quarrel_with_another_credential_or_a_refused_call() {
        act(executed("nhi-1", "fp-1"));

        use("nhi-1", "fp-rotated", NOON.plusSeconds(30));
        house.use(event("nhi-1", "fp-1", NOON.plusSeconds(40))
                .setStatus("unauthorized")
                .build());

        assertThat(house.alerts()).isEmpty();
    }

    @Test
    void counts_neither_a_dry_run_nor_a_throttle_nor_what_no_target_accepted() {
        act(executed("nhi-1", null).setMode(ActionMode.DRY_RUN));
        act(executed("nhi-2", null).setStep(ResponseStep.THROTTLE));
        act(executed("nhi-3", null).setState(ActionState.FAILED).setEffectiveAt(null));

        for (String identity : List.of("nhi-1", "nhi-2", "nhi-3")) {
            use(identity, "fp-1", NOON.plusSeconds(600));
        }

        assertThat(house.alerts()).isEmpty();
    }

    @Test
    void forgets_what_is_undone_and_knows_it_again_when_that_failed() {
        act(executed("nhi-1", null));
        act(executed("nhi-1", null).setState(ActionState.UNDOING));
        use("nhi-1", "fp-1", NOON.plusSeconds(30));
        assertThat(house.alerts()).isEmpty();

        act(executed("nhi-1", null).setState(ActionState.VERIFIED));
        use("nhi-1", "fp-1", NOON.plusSeconds(40));
        assertThat(house.alerts()).hasSize(1);
    }

    @Test
    void says_it_once_also_when_the_sink_runs_the_action_again() {
        act(executed("nhi-1", null).setAllowedLagMs(60_000L));
        use("nhi-1", "fp-1", NOON.plusSeconds(61));
        act(executed("nhi-1", null).setAllowedLagMs(60_000L).setEffectiveAt(NOON.plusSeconds(70)));
        use("nhi-1", "fp-1", NOON.plusSeconds(80));

        assertThat(house.alerts()).hasSize(1);
    }

    @Test
    void announces_the_end_when_the_identity_falls_silent_at_last() {
        act(executed("nhi-1", null));
        use("nhi-1", "fp-1", NOON.plusSeconds(30));
        assertThat(house.alerts()).hasSize(1);

        house.passWallClock(Duration.ofDays(2));

        assertThat(onlyAlert().getExplanation()).endsWith("; it has been quiet since.");
    }

    @Test
    void keeps_an_action_that_cannot_be_used_with_the_reason_and_passes_over_one_that_was_removed() {
        house.actAs("another", executed("nhi-1", null).build(), NOON);
        house.act(executed("", null).build(), NOON);
        house.actAs("action-nhi-1", null, NOON);

        use("nhi-1", "fp-1", NOON.plusSeconds(60));

        assertThat(house.alerts()).isEmpty();
        assertThat(house.rejected())
                .extracting(each -> House.header(each, "keysurge.reason"))
                .containsExactly("key_mismatch", "invalid_identity");
    }

    private Alert onlyAlert() {
        List<Alert> alerts = house.alerts();
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private void act(ActionRecord.Builder action) {
        house.act(action.build(), NOON);
    }

    private void use(String identity, String fingerprint, Instant at) {
        house.use(event(identity, fingerprint, at).build());
    }

    private static UsageEvent.Builder event(String identity, String fingerprint, Instant at) {
        return UsageEvent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(at)
                .setIdentityId(identity)
                .setCredentialFingerprint(fingerprint)
                .setInputTokens(100)
                .setOutputTokens(10);
    }

    private static ActionRecord.Builder executed(String identity, String fingerprint) {
        return ActionRecord.newBuilder()
                .setActionId("action-" + identity)
                .setAlertId("alert-1")
                .setAlertRevision(1)
                .setSeverity(5)
                .setIdentityId(identity)
                .setCredentialFingerprint(fingerprint)
                .setStep(ResponseStep.REVOKE)
                .setConnector("keycloak")
                .setMode(ActionMode.LIVE)
                .setState(ActionState.EXECUTED)
                .setPlan("revoke it")
                .setReason("the target accepted it")
                .setOutcome(null)
                .setEffectiveAt(NOON)
                .setConfigurationHash("0123456789abcdef")
                .setProposedAt(NOON.minusSeconds(5))
                .setUpdatedAt(NOON);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.ResponseStep;
import io.keysurge.contract.UsageEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The detector on a real broker, beside a sink that acts")
class RevocationIT {

    static {
        Contracts.trust();
    }

    private static final int IDENTITIES = 8;

    @TempDir
    private Path directory;

    private final Installation installation = new Installation();
    private final Instant revokedAt = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MINUTES);

    @Test
    void finds_what_outlived_its_revocation_before_and_after_the_action_is_known_and_after_a_restart()
            throws Exception {
        try (DetectorProcess detector = installation.detector(directory, "one").awaitReady()) {
            use("early", revokedAt.plusSeconds(120));
            installation.awaitJudged();
            revoke("early");
            for (int i = 0; i < IDENTITIES; i++) {
                revoke("nhi-" + i);
            }
            installation.awaitRegistered();
            use("nhi-0", revokedAt.plusSeconds(30));
            use("nhi-0", revokedAt.plusSeconds(75));
            installation.awaitJudged();
            assertThat(detector.stop()).isZero();
        }
        assertThat(installation.alerts())
                .extracting(Alert::getType, Alert::getIdentityId, Alert::getObserved)
                .containsExactlyInAnyOrder(
                        tuple(AlertType.USE_AFTER_REVOCATION, "early", 120.0),
                        tuple(AlertType.USE_AFTER_REVOCATION, "nhi-0", 75.0));

        try (DetectorProcess detector = installation.detector(directory, "two").awaitReady()) {
            for (int i = 1; i < IDENTITIES; i++) {
                use("nhi-" + i, revokedAt.plusSeconds(90));
            }
            installation.awaitJudged();
            assertThat(detector.stop()).isZero();
        }
        List<Alert> opened = installation.alerts().stream()
                .filter(alert -> alert.getState() == EpisodeState.OPEN)
                .toList();
        assertThat(opened)
                .hasSize(1 + IDENTITIES)
                .allSatisfy(alert -> assertThat(alert.getSubject()).isEqualTo("action-" + alert.getIdentityId()));
    }

    private void use(String identityId, Instant at) {
        try (var publisher = installation.publisher()) {
            UsageEvent event = UsageEvent.newBuilder()
                    .setEventId(identityId + at)
                    .setOccurredAt(at)
                    .setIdentityId(identityId)
                    .setCredentialFingerprint("fp-" + identityId)
                    .setInputTokens(100)
                    .setOutputTokens(10)
                    .build();
            publisher.publish(identityId, event, new Installation.MustArrive());
            publisher.flush();
        }
    }

    private void revoke(String identityId) {
        ActionRecord action = ActionRecord.newBuilder()
                .setActionId("action-" + identityId)
                .setAlertId("alert-" + identityId)
                .setAlertRevision(1)
                .setSeverity(5)
                .setIdentityId(identityId)
                .setStep(ResponseStep.REVOKE)
                .setConnector("keycloak")
                .setMode(ActionMode.LIVE)
                .setState(ActionState.EXECUTED)
                .setPlan("revoke it")
                .setReason("the target accepted it")
                .setOutcome(null)
                .setEffectiveAt(revokedAt)
                .setAllowedLagMs(60_000L)
                .setConfigurationHash("0123456789abcdef")
                .setProposedAt(revokedAt)
                .setUpdatedAt(revokedAt)
                .build();
        try (var publisher = installation.actionPublisher()) {
            publisher.publish(action.getActionId(), action, new Installation.MustArrive());
            publisher.flush();
        }
    }
}

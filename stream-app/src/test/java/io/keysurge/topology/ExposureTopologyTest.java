// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The detector's topology, told of exposed credentials")
class ExposureTopologyTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void finds_a_credential_at_once_that_was_used_before_the_report() {
        house.register(IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setOwner("payments")
                .build());
        use("nhi-1", "fp-1", NOON);
        use("nhi-1", "fp-1", NOON.plusSeconds(90));

        expose(report("nhi-1", "fp-1").build(), NOON.plus(Duration.ofMinutes(20)));

        Alert alert = onlyAlert();
        assertThat(alert.getType()).isEqualTo(AlertType.EXPOSED_KEY_USED);
        assertThat(alert.getSeverity()).isEqualTo(4);
        assertThat(alert.getRaisedAt()).isEqualTo(NOON.plus(Duration.ofMinutes(20)));
        assertThat(alert.getIdentity().getOwner()).isEqualTo("payments");
        assertThat(alert.getLastEvent().getTopic())
                .isEqualTo(house.topics.usage().name());
        assertThat(alert.getLastEvent().getOffset()).isEqualTo(1);
    }

    @Test
    void finds_it_when_it_is_used_after_the_report_also_by_an_identity_that_was_never_seen() {
        expose(report("nhi-1", "fp-1").build(), NOON);
        assertThat(house.alerts()).isEmpty();

        use("nhi-1", "fp-1", NOON.plusSeconds(60));

        assertThat(onlyAlert().getSubject()).isEqualTo("fp-1");
    }

    @Test
    void says_nothing_of_a_credential_that_is_in_use_no_more() {
        use("nhi-1", "fp-1", NOON);
        use("nhi-2", "fp-2", NOON);
        use("nhi-2", "fp-2-rotated", NOON.plusSeconds(60));

        expose(report("nhi-1", "fp-1").build(), NOON.plus(Duration.ofDays(2)));
        expose(report("nhi-2", "fp-2").build(), NOON.plusSeconds(120));

        assertThat(house.alerts()).isEmpty();
    }

    @Test
    void says_it_once_however_often_it_is_told_and_used() {
        use("nhi-1", "fp-1", NOON);
        ExposureReport report = report("nhi-1", "fp-1").build();

        expose(report, NOON.plusSeconds(10));
        expose(report, NOON.plusSeconds(20));
        expose(report("nhi-1", "fp-1").setExposureId("another").build(), NOON.plusSeconds(25));
        use("nhi-1", "fp-1", NOON.plusSeconds(30));
        use("nhi-1", "fp-1", NOON.plusSeconds(90));

        assertThat(house.alerts()).hasSize(1);
    }

    @Test
    void forgets_a_report_that_is_withdrawn() {
        expose(report("nhi-1", "fp-1").build(), NOON);
        expose(report("nhi-1", "fp-1").setWithdrawn(true).build(), NOON.plusSeconds(1));

        use("nhi-1", "fp-1", NOON.plusSeconds(60));

        assertThat(house.alerts()).isEmpty();
    }

    @Test
    void takes_a_refused_call_for_no_use() {
        expose(report("nhi-1", "fp-1").build(), NOON);

        house.use(event("nhi-1", "fp-1", NOON.plusSeconds(60))
                .setStatus("unauthorized")
                .build());

        assertThat(house.alerts()).isEmpty();
    }

    @Test
    void refuses_a_report_that_cannot_be_used_and_keeps_it_with_the_reason() {
        house.exposeAs("nhi-2", report("nhi-1", "fp-1").build(), NOON);
        expose(
                report("nhi-1", "fp-1")
                        .setLocation("https://git.example?key=sk-live-0123456789abcdef")
                        .build(),
                NOON);
        expose(report("nhi-1", "").build(), NOON);
        use("nhi-1", "fp-1", NOON.plusSeconds(60));

        assertThat(house.alerts()).isEmpty();
        assertThat(house.rejected())
                .extracting(each -> House.header(each, "keysurge.reason"))
                .containsExactly("key_mismatch", "invalid_exposure", "invalid_exposure");
    }

    private Alert onlyAlert() {
        List<Alert> alerts = house.alerts();
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private void expose(ExposureReport report, Instant appended) {
        house.expose(report, appended);
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

    private static ExposureReport.Builder report(String identity, String fingerprint) {
        return ExposureReport.newBuilder()
                .setExposureId("e-" + identity + "-" + fingerprint)
                .setIdentityId(identity)
                .setCredentialFingerprint(fingerprint)
                .setLocation("https://git.example/acme/app")
                .setFoundAt(NOON.minusSeconds(3_600));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is seen of groups of identities")
class GroupTopologyTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration UNTIL_TOLD = Duration.ofMinutes(6);

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_test_environment_that_spends_as_production_does_opens_a_review() {
        for (int hour = 0; hour < 30; hour++) {
            Instant now = MONDAY.plus(Duration.ofHours(hour));
            house.use(of("svc-copilot", "production", now, 40_000));
            house.use(of("test-copilot", "test", now, 30_000));
            house.passWallClock(UNTIL_TOLD);
        }

        List<Alert> alerts = of(AlertType.ENVIRONMENT_MISMATCH);
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.getIdentityId()).isEqualTo("application:copilot");
            assertThat(alert.getAffectedIdentities()).containsExactly("test-copilot");
        });
        assertThat(house.reviews()).singleElement().satisfies(review -> {
            assertThat(review.getReviewId()).isEqualTo(alerts.get(0).getAlertId());
            assertThat(review.getDueAt()).isEqualTo(review.getOpenedAt().plus(Duration.ofDays(14)));
        });
    }

    @Test
    void a_test_identity_in_production_opens_a_review_too() {
        house.register(IdentityRecord.newBuilder()
                .setIdentityId("test-copilot")
                .setEnvironment("test")
                .setOwner("team-a")
                .build());
        house.use(of("test-copilot", "production", MONDAY, 10));
        house.use(of("test-copilot", "production", MONDAY.plusSeconds(60), 10));

        assertThat(of(AlertType.ENVIRONMENT_MISMATCH)).hasSize(1);
        assertThat(house.reviews())
                .singleElement()
                .extracting(ReviewRecord::getIdentityId, ReviewRecord::getOwner)
                .containsExactly("test-copilot", "team-a");
    }

    @Test
    void two_identities_that_do_the_same_work_and_one_that_carries_most_of_the_spend_are_named() {
        for (int day = 0; day < 17; day++) {
            for (int hour = 8; hour < 18; hour++) {
                Instant now = MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
                if (day % 7 < 5) {
                    house.use(ofUnit("job-invoices", "invoices", now, 900 + 10 * hour));
                    house.use(ofUnit("job-invoices-copy", "invoices-2", now, 905 + 10 * hour));
                }
                house.use(ofUnit(
                        "key-shared", hour % 2 == 0 ? "search" : "support", now, 40_000 + 997 * (hour * day % 7)));
            }
            house.passWallClock(UNTIL_TOLD);
        }
        house.passWallClock(UNTIL_TOLD);

        List<Alert> alerts = house.alerts();
        assertThat(alerts)
                .filteredOn(alert -> alert.getType() == AlertType.SPEND_CONCENTRATION)
                .extracting(Alert::getIdentityId)
                .contains("business_unit:payments");
        assertThat(alerts)
                .filteredOn(alert -> alert.getType() == AlertType.DUPLICATED_AUTOMATION)
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(alert.getAffectedIdentities())
                        .containsExactlyInAnyOrder("job-invoices", "job-invoices-copy"));
        assertThat(house.reviews()).isEmpty();
    }

    @Test
    void two_that_do_the_same_work_are_named_when_a_fortnight_comes_at_once_too() {
        for (int day = 0; day < 13; day++) {
            workOf(day);
        }
        house.passWallClock(UNTIL_TOLD);
        workOf(13);
        house.passWallClock(UNTIL_TOLD);

        assertThat(of(AlertType.DUPLICATED_AUTOMATION))
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.getAffectedIdentities()).containsExactly("job-invoices", "job-invoices-copy"));
    }

    private void workOf(int day) {
        for (int hour = 8; hour < 12; hour++) {
            Instant now = MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
            house.use(ofUnit("job-invoices", "invoices", now, 9_000));
            house.use(ofUnit("job-invoices-copy", "invoices-2", now, 9_000));
        }
    }

    @Test
    void what_was_silent_for_a_month_is_closed_and_forgotten() {
        for (int hour = 0; hour < 30; hour++) {
            Instant now = MONDAY.plus(Duration.ofHours(hour));
            house.use(of("svc-copilot", "production", now, 40_000));
            house.use(of("test-copilot", "test", now, 30_000));
            house.passWallClock(UNTIL_TOLD);
        }
        assertThat(of(AlertType.ENVIRONMENT_MISMATCH)).hasSize(1);
        Instant later = MONDAY.plus(Duration.ofDays(33));
        house.use(ofUnit("another", "something-else", later, 1_000));
        house.passWallClock(UNTIL_TOLD);
        house.passWallClock(UNTIL_TOLD);

        assertThat(of(AlertType.ENVIRONMENT_MISMATCH))
                .singleElement()
                .extracting(Alert::getState)
                .isEqualTo(EpisodeState.CLOSED);
        assertThat(house.groups()).contains("unit/payments").noneMatch(key -> key.contains("copilot"));
    }

    private UsageEvent of(String identityId, String environment, Instant now, long tokens) {
        return UsageEvent.newBuilder(house.event(identityId, now, tokens))
                .setApplicationId("copilot")
                .setEnvironment(environment)
                .build();
    }

    private UsageEvent ofUnit(String identityId, String application, Instant now, long tokens) {
        return UsageEvent.newBuilder(house.event(identityId, now, tokens))
                .setApplicationId(application)
                .setBusinessUnit("payments")
                .build();
    }

    private List<Alert> of(AlertType type) {
        return house.alerts().stream().filter(alert -> alert.getType() == type).toList();
    }
}

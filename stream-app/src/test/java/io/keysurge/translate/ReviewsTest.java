// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.ReviewState;
import io.keysurge.detect.ApplicationBook;
import io.keysurge.detect.EnvironmentMismatch;
import io.keysurge.detect.Finding;
import io.keysurge.detect.GroupSettings;
import io.keysurge.detect.HourPart;
import io.keysurge.detect.Position;
import io.keysurge.detect.Tuning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A review")
class ReviewsTest {

    private static final long MONDAY_HOUR =
            Instant.parse("2026-01-05T00:00:00Z").getEpochSecond() / 3_600;

    private final AlertTranslation translation = new AlertTranslation(DetectionMode.LIVE, "hash");

    @Test
    void is_open_for_the_owner_for_a_fortnight_under_the_alert_s_id() {
        Alert alert = translation.alert("copilot-trial", ownedBy("product"), mismatch());

        ReviewRecord review = Reviews.opened(alert);

        assertThat(review.getReviewId()).isEqualTo(alert.getAlertId());
        assertThat(review.getAlertType()).isEqualTo(AlertType.ENVIRONMENT_MISMATCH.name());
        assertThat(review.getIdentityId()).isEqualTo("copilot-trial");
        assertThat(review.getSubject()).isEqualTo("test");
        assertThat(review.getOwner()).isEqualTo("product");
        assertThat(review.getState()).isEqualTo(ReviewState.OPEN);
        assertThat(review.getOpenedAt()).isEqualTo(alert.getOpenedAt());
        assertThat(review.getDueAt()).isEqualTo(alert.getOpenedAt().plus(Duration.ofDays(14)));
        assertThat(review.getExplanation()).isEqualTo(alert.getExplanation());
    }

    @Test
    void of_an_application_says_which_and_has_no_owner() {
        ReviewRecord review = Reviews.opened(translation.alertAboutGroup("application:copilot", mismatch()));

        assertThat(review.getIdentityId()).isEqualTo("application:copilot");
        assertThat(review.getOwner()).isNull();
    }

    @Test
    void is_closed_by_somebody_for_a_reason_and_else_stays_as_it_was() {
        ReviewRecord open = Reviews.opened(translation.alertAboutGroup("application:copilot", mismatch()));
        Instant later = open.getOpenedAt().plusSeconds(60);

        ReviewRecord closed = Reviews.closed(open, "ada", "a load test", later);

        assertThat(closed)
                .isEqualTo(ReviewRecord.newBuilder(open)
                        .setState(ReviewState.CLOSED)
                        .setClosedBy("ada")
                        .setClosedAt(later)
                        .setReason("a load test")
                        .build());
    }

    private static Finding mismatch() {
        var judge = new EnvironmentMismatch(GroupSettings.DEFAULTS);
        var book = new ApplicationBook();
        List<Finding> findings = new ArrayList<>();
        for (int hour = 0; hour < 30; hour++) {
            findings.addAll(judge.observe(book, part("production", hour)));
            findings.addAll(judge.observe(book, part("test", hour)));
        }
        return findings.get(0);
    }

    private static HourPart part(String environment, int hour) {
        return new HourPart(
                "nhi-" + environment,
                MONDAY_HOUR + hour,
                "copilot",
                "heron",
                environment,
                100,
                80_000,
                20_000,
                -1,
                null,
                new Position("usage", 0, hour));
    }

    private static IdentityFacts ownedBy(String owner) {
        return new IdentityFacts(
                true,
                IdentityKind.AGENT,
                owner,
                null,
                "test",
                Criticality.LOW,
                List.of(),
                null,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Tuning.NONE,
                List.of());
    }
}

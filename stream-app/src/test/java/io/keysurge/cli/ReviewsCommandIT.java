// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.ReviewState;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import io.keysurge.translate.Reviews;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reviews command")
class ReviewsCommandIT {

    private static final String FIRST = "11111111111111111111111111111111";
    private static final String SECOND = "22222222222222222222222222222222";

    @Test
    void lists_what_is_open_and_closes_it_once_with_a_name_and_a_reason() throws InvalidRecordException {
        House house = new House("reviews.");
        house.ask(review(FIRST, "copilot-trial"), review(SECOND, "application:copilot"));

        assertThat(house.run("reviews", "list").out())
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(0))
                        .startsWith(FIRST + "  ENVIRONMENT_MISMATCH  copilot-trial  for nobody known, overdue since"
                                + " 2026-03-15T12:00:00Z. copilot-trial went up."))
                .endsWith("2 open reviews.");

        Ran closed =
                house.run("reviews", "close", FIRST, "--as", "ada", "--because", "moved; key was sk-live-0123456789");
        assertThat(closed.exitCode()).isZero();
        assertThat(closed.out()).containsExactly("Closed: " + FIRST + ".");

        assertThat(house.run("reviews", "list", "--json").out())
                .singleElement()
                .satisfies(line -> assertThat(
                                RecordJson.read(line, ReviewRecord.class).getReviewId())
                        .isEqualTo(SECOND));
        ReviewRecord first = RecordJson.read(
                house.run("reviews", "list", "--all", "--json").out().get(0), ReviewRecord.class);
        assertThat(first.getState()).isEqualTo(ReviewState.CLOSED);
        assertThat(first.getClosedBy()).isEqualTo("ada");
        assertThat(first.getReason()).isEqualTo("moved; key was (hidden)");
        assertThat(first.getClosedAt()).isAfter(first.getOpenedAt());

        Ran again = house.run("reviews", "close", FIRST, "--as", "bob", "--because", "me too");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err().get(0)).startsWith(FIRST + ": closed by ada at ").endsWith("(expected: open)");
    }

    @Test
    void refuses_what_is_not_there_and_what_has_no_name_or_reason() {
        House house = new House("reviews-unknown.");
        house.ask();

        Ran unknown = house.run("reviews", "close", "typo", "--as", "ada", "--because", "done");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err().get(0))
                .isEqualTo("\"typo\": no such review (expected: a review_id that `reviews list` shows)");
        assertThat(house.run("reviews", "close", "typo", "--as", " ", "--because", "done")
                        .err()
                        .get(0))
                .isEqualTo("--as: empty (expected: who closes it)");
        assertThat(house.run("reviews", "close", "typo", "--as", "ada").exitCode())
                .isEqualTo(2);
        assertThat(house.run("reviews", "list").out()).containsExactly("0 open reviews.");
    }

    private static ReviewRecord review(String id, String identity) {
        Alert alert = House.alert(identity, 3);
        alert.setAlertId(id);
        alert.setType(AlertType.ENVIRONMENT_MISMATCH);
        return Reviews.opened(alert);
    }
}

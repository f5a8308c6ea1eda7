// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EpisodeState;
import io.keysurge.evaluate.score.AlertRow;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A revision of an alert")
class RaisedAlertTest {

    @Test
    void is_a_row_with_the_numbers_of_the_input() throws IOException {
        assertThat(RaisedAlert.of(alert(EpisodeState.OPEN, "nhi-17")))
                .extracting(RaisedAlert::row)
                .containsExactly(new AlertRow(17, 1_500, "TOKEN_SPIKE", 4));
    }

    @Test
    void counts_when_it_escalates_and_not_when_it_is_over() throws IOException {
        assertThat(RaisedAlert.of(alert(EpisodeState.ESCALATED, "nhi-17"))).hasSize(1);
        assertThat(RaisedAlert.of(alert(EpisodeState.CLOSED, "nhi-17"))).isEmpty();
    }

    @Test
    void is_a_row_for_each_identity_that_a_source_tried() throws IOException {
        Alert alert = alert(EpisodeState.OPEN, "AS204970/xx");
        alert.setAffectedIdentities(List.of("nhi-3", "nhi-4"));
        assertThat(RaisedAlert.of(alert))
                .extracting(raised -> raised.row().identity())
                .containsExactly(3, 4);
    }

    @Test
    void of_an_identity_without_a_number_cannot_be_scored() {
        assertThatThrownBy(() -> RaisedAlert.of(alert(EpisodeState.OPEN, "billing-agent")))
                .isInstanceOf(IOException.class)
                .hasMessage("identity billing-agent (expected: a number, as in the labels)");
    }

    private static Alert alert(EpisodeState state, String identity) {
        var alert = new Alert();
        alert.setState(state);
        alert.setIdentityId(identity);
        alert.setAffectedIdentities(List.of());
        alert.setRaisedAt(Instant.parse("2026-01-06T01:00:59Z"));
        alert.setType(AlertType.TOKEN_SPIKE);
        alert.setSeverity(4);
        return alert;
    }
}

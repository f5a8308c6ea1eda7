// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import static io.keysurge.contract.ResponseStep.NOTIFY_OWNER;
import static io.keysurge.contract.ResponseStep.NOTIFY_RESPONDERS;
import static io.keysurge.contract.ResponseStep.SUSPEND;
import static io.keysurge.contract.ResponseStep.THROTTLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.AlertType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The response ladder")
class LadderTest {

    @Test
    void climbs_with_the_severity_of_a_spike() {
        assertThat(Ladder.steps(AlertType.TOKEN_SPIKE, 1)).isEmpty();
        assertThat(Ladder.steps(AlertType.TOKEN_SPIKE, 2)).containsExactly(NOTIFY_OWNER);
        assertThat(Ladder.steps(AlertType.TOKEN_SPIKE, 3)).containsExactly(NOTIFY_RESPONDERS);
        assertThat(Ladder.steps(AlertType.TOKEN_SPIKE, 4)).containsExactly(NOTIFY_RESPONDERS, THROTTLE);
        assertThat(Ladder.steps(AlertType.TOKEN_SPIKE, 5)).containsExactly(NOTIFY_RESPONDERS, SUSPEND);
    }

    @Test
    void only_tells_somebody_of_a_new_model() {
        assertThat(Ladder.steps(AlertType.NEW_MODEL, 5)).containsExactly(NOTIFY_RESPONDERS);
    }

    @Test
    void tells_the_owner_and_not_the_responders_of_a_budget() {
        assertThat(Ladder.steps(AlertType.BUDGET_SOFT, 5)).containsExactly(NOTIFY_OWNER);
    }

    @Test
    void only_reports_concentrated_spend() {
        assertThat(Ladder.steps(AlertType.SPEND_CONCENTRATION, 5)).isEmpty();
    }

    @Test
    void suspends_an_exposed_key_at_any_severity() {
        assertThat(Ladder.steps(AlertType.EXPOSED_KEY_USED, 1)).containsExactly(SUSPEND);
    }

    @Test
    void pages_about_use_after_revocation_and_leaves_another_suspension_to_a_person() {
        assertThat(Ladder.steps(AlertType.USE_AFTER_REVOCATION, 5)).containsExactly(NOTIFY_RESPONDERS, SUSPEND);
        assertThat(Ladder.asksForApproval(AlertType.USE_AFTER_REVOCATION, 5, SUSPEND))
                .isTrue();
    }

    @Test
    void tells_the_responders_of_a_type_that_it_does_not_know() {
        assertThat(Ladder.steps(AlertType.UNKNOWN, 5)).containsExactly(NOTIFY_RESPONDERS);
    }
}

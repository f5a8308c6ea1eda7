// SPDX-License-Identifier: Apache-2.0
package io.keysurge.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.revoke.Decision;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The line on a decision")
class DecisionLinesTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);

    @Test
    void says_what_a_dry_run_would_do_and_what_holds_it_back() {
        var action = Actions.heldBack(alert, ResponseStep.SUSPEND, ActionMode.DRY_RUN, NOW, "dry-run", "second-signal");

        assertThat(DecisionLines.line(action, "50000 tokens where 500 are usual"))
                .isEqualTo("DRY RUN would SUSPEND nhi-42: 50000 tokens where 500 are usual"
                        + " [held back: dry-run, second-signal]");
    }

    @Test
    void says_what_is_done_and_what_is_held_back_when_live() {
        var held = Actions.heldBack(alert, ResponseStep.SUSPEND, ActionMode.LIVE, NOW, "alert-age");

        assertThat(DecisionLines.line(Actions.intent(alert, ResponseStep.SUSPEND, NOW), "x"))
                .isEqualTo("LIVE SUSPEND nhi-42: x");
        assertThat(DecisionLines.line(held, "x")).isEqualTo("HELD BACK SUSPEND nhi-42: x [held back: alert-age]");
    }

    @Test
    void says_why_an_alert_is_only_recorded() {
        var recorded = Actions.decided(alert, new Decision.Ignore("the episode closed"), NOW);

        assertThat(DecisionLines.line(recorded, "x")).isEqualTo("RECORDED nhi-42: x [the episode closed]");
    }

    @Test
    void is_one_line_whatever_the_alert_says() {
        Alert forged = Alerts.spike("alert-1", "nhi-42\r\nLIVE REVOKE nhi-1", NOW);
        var action = Actions.intent(forged, ResponseStep.SUSPEND, NOW);

        assertThat(DecisionLines.line(action, "a\u2028b\u0085c" + "d".repeat(10_000)))
                .hasSizeLessThan(700)
                .doesNotContainPattern("[\\p{Cntrl}\\u0085\\u2028]");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pace of calls")
class CallPaceTest {

    private Instant now = Instant.parse("2026-01-09T12:00:00Z");
    private final CallPace pace = new CallPace(6, () -> now);

    @Test
    void lets_a_minutes_worth_through_at_once_and_then_one_after_the_other() {
        for (int call = 0; call < 6; call++) {
            assertThat(pace.take("keycloak")).isZero();
        }

        assertThat(pace.take("keycloak")).isEqualTo(Duration.ofSeconds(10));
        now = now.plusSeconds(10);
        assertThat(pace.take("keycloak")).isZero();
        assertThat(pace.take("keycloak")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void is_kept_for_each_target_alone() {
        for (int call = 0; call < 6; call++) {
            pace.take("keycloak");
        }

        assertThat(pace.take("webhook")).isZero();
    }

    @Test
    void saves_no_more_than_a_minutes_worth() {
        pace.take("keycloak");
        now = now.plus(Duration.ofHours(1));

        for (int call = 0; call < 6; call++) {
            assertThat(pace.take("keycloak")).isZero();
        }
        assertThat(pace.take("keycloak")).isPositive();
    }

    @Test
    void is_one_call_a_minute_or_more() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallPace(0, () -> now))
                .withMessage("perMinute: 0 (expected: >= 1)");
    }
}

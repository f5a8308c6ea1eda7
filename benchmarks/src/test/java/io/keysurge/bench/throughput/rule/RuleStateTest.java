// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.bench.throughput.rule.SimpleRule.Kind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The peers' rule")
class RuleStateTest {

    private static final long MINUTE = SimpleRule.WINDOW_MILLIS;
    private final RuleState state = new RuleState();

    @Test
    void has_nothing_to_compare_the_first_windows_with() {
        assertThat(state.observe(0, 1_000_000, null)).isEmpty();
        assertThat(state.observe(MINUTE, 90_000_000, null)).isEmpty();
    }

    @Test
    void tells_a_fan_out_with_the_tenth_application_and_once_a_window() {
        for (int i = 1; i < 10; i++) {
            assertThat(state.observe(0, 1, "application-" + i)).isEmpty();
            assertThat(state.observe(0, 1, "application-" + i)).isEmpty();
        }
        assertThat(state.observe(0, 1, "application-10")).containsExactly(Kind.FAN_OUT);
        assertThat(state.observe(0, 1, "application-11")).isEmpty();
        assertThat(state.observe(MINUTE, 1, "application-12")).isEmpty();
    }

    @Nested
    @DisplayName("that knows two windows of 30,000 tokens")
    class Warm {

        {
            state.observe(0, 30_000, "a");
            state.observe(MINUTE, 30_000, "a");
        }

        @Test
        void tells_a_spike_above_two_means_and_once_a_window() {
            assertThat(state.observe(2 * MINUTE, 60_000, "a")).isEmpty();
            assertThat(state.observe(2 * MINUTE + 1, 1, "a")).containsExactly(Kind.SPIKE);
            assertThat(state.observe(2 * MINUTE + 2, 1_000_000, "a")).isEmpty();
        }

        @Test
        void tells_again_in_another_window() {
            state.observe(2 * MINUTE, 70_000, "a");
            assertThat(state.observe(3 * MINUTE, 900_000, "a")).isEqualTo(List.of(Kind.SPIKE));
        }

        @Test
        void allows_for_six_deviations() {
            state.observe(2 * MINUTE, 40_000, "a");
            // Mean 33,000 and deviation 3,000 now.
            assertThat(state.observe(3 * MINUTE, 84_000, "a")).isEmpty();
            assertThat(state.observe(3 * MINUTE, 1, "a")).containsExactly(Kind.SPIKE);
        }
    }
}

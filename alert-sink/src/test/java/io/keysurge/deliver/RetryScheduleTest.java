// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A retry schedule")
class RetryScheduleTest {

    private static final List<Duration> WAITS = List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5));

    @Test
    void waits_as_written_and_then_ends() {
        var schedule = new RetrySchedule(WAITS, () -> 0);

        assertThat(schedule.waitAfter(0)).contains(Duration.ZERO);
        assertThat(schedule.waitAfter(1)).contains(Duration.ofSeconds(5));
        assertThat(schedule.waitAfter(2)).contains(Duration.ofMinutes(5));
        assertThat(schedule.waitAfter(3)).isEmpty();
    }

    @Test
    void waits_up_to_a_tenth_longer_by_chance() {
        assertThat(new RetrySchedule(WAITS, () -> 1).waitAfter(1)).contains(Duration.ofMillis(5_500));
    }

    @Test
    void has_at_least_one_call() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(List.of(), () -> 0));
    }
}

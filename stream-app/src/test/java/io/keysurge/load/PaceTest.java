// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A pace")
class PaceTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-01-05T00:00:00Z");

    private Instant now = NOON;
    private final Pace sixtyfold = Pace.times(60, () -> now);

    @Test
    void of_max_never_waits() {
        assertThat(Pace.MAX.waitFor(NOON.plus(Duration.ofDays(9)))).isZero();
    }

    @Test
    void of_sixty_plays_a_minute_per_second_from_the_first_event_on() {
        assertThat(sixtyfold.waitFor(LONG_AGO)).isZero();
        assertThat(sixtyfold.waitFor(LONG_AGO.plusSeconds(60))).isEqualTo(Duration.ofSeconds(1));
        now = NOON.plusSeconds(1);
        assertThat(sixtyfold.waitFor(LONG_AGO.plusSeconds(60))).isZero();
        assertThat(sixtyfold.waitFor(LONG_AGO.plusSeconds(90))).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void does_not_wait_for_an_event_that_is_late() {
        assertThat(sixtyfold.waitFor(LONG_AGO)).isZero();
        assertThat(sixtyfold.waitFor(LONG_AGO.minusSeconds(600))).isZero();
    }

    @Test
    void with_a_fixed_start_meets_the_clock_where_that_is_wanted() {
        Pace pace = Pace.from(NOON.minus(Duration.ofMinutes(11)), NOON, 12, () -> now);

        assertThat(pace.waitFor(NOON.plusSeconds(60))).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void of_no_sense_is_refused(double factor) {
        assertThatThrownBy(() -> Pace.times(factor, () -> now))
                .hasMessageContaining("expected: max, or a number above 0");
    }
}

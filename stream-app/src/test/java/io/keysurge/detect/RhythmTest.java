// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rhythm")
class RhythmTest {

    private static final long NOON = MONDAY + 12 * HOUR;

    private final Rhythm rhythm = new Rhythm();

    @Test
    void does_not_let_a_day_make_itself_usual() {
        observe(12, 10_000);
        assertThat(rhythm.usualTokens(NOON, false)).isZero();
        rhythm.endDay(false);
        assertThat(rhythm.usualTokens(NOON, false)).isCloseTo(10_000, within(500.0));
    }

    @Test
    void knows_an_hour_and_the_hours_beside_it() {
        observe(12, 10_000);
        rhythm.endDay(false);
        assertThat(oddness(10)).isGreaterThan(3);
        assertThat(oddness(11)).isCloseTo(0, within(0.1));
        assertThat(oddness(12)).isCloseTo(0, within(0.1));
        assertThat(oddness(13)).isCloseTo(0, within(0.1));
        assertThat(oddness(14)).isGreaterThan(3);
    }

    @Test
    void knows_that_midnight_is_beside_eleven_at_night() {
        observe(23, 10_000);
        rhythm.endDay(false);
        assertThat(oddness(0)).isCloseTo(0, within(0.1));
    }

    @Test
    void fades_by_a_fourteenth_each_day() {
        observe(12, 10_000);
        rhythm.endDay(false);
        double fresh = rhythm.usualTokens(NOON, false);
        rhythm.endDay(false);
        assertThat(rhythm.usualTokens(NOON, false)).isCloseTo(fresh * Math.exp(-0.07), within(20.0));
    }

    @Test
    void is_odd_in_tokens_and_in_calls_or_not_at_all() {
        observe(12, 10_000);
        rhythm.endDay(false);
        assertThat(rhythm.oddness(NOON, false, 100_000, 100)).isCloseTo(0, within(0.1));
        assertThat(rhythm.oddness(NOON, false, 10_000, 1_000)).isCloseTo(0, within(0.1));
        assertThat(rhythm.oddness(NOON, false, 100_000, 1_000)).isCloseTo(Math.log(10), within(0.1));
    }

    @Test
    void takes_working_days_for_days_off_until_two_weekends_are_known() {
        for (int weekend = 0; weekend < 4; weekend++) {
            observe(12, 10_000);
            rhythm.endDay(false);
            assertThat(rhythm.usualTokens(NOON, true)).isPositive();
            observe(3, 10_000);
            rhythm.endDay(true);
        }
        assertThat(rhythm.usualTokens(NOON, true)).isZero();
        assertThat(rhythm.usualTokens(NOON - 9 * HOUR, true)).isPositive();
    }

    @Test
    void of_weekends_tells_work_on_a_day_off_from_work_on_a_working_day() {
        Life life = new Life(SettingsFor.calendar(Calendar.WEEKENDS));
        Life sameEveryDay = new Life(SettingsFor.calendar(new Calendar(Set.of(), Set.of())));
        for (Life each : new Life[] {life, sameEveryDay}) {
            for (int day = 0; day < 19; day++) {
                boolean off = day % 7 >= 5;
                each.minutes(MONDAY + day * DAY + (off ? 1 : 8) * HOUR, off ? 180 : 600, 10_000);
            }
            // The third Saturday at noon.
            each.minutes(MONDAY + 19 * DAY + 12 * HOUR, 30, 8_000);
        }
        assertThat(onSaturday(life)).isTrue();
        assertThat(onSaturday(sameEveryDay)).isFalse();
    }

    private static boolean onSaturday(Life life) {
        return life.findings(AlertKind.OFF_HOURS).stream()
                .anyMatch(finding -> finding.window().endMinute() > MONDAY + 19 * DAY);
    }

    private void observe(int hour, double tokens) {
        rhythm.observe(MONDAY + hour * HOUR, Feature.LEVEL_TOKENS.log(tokens), Feature.LEVEL_CALLS.log(tokens / 100));
    }

    private double oddness(int hour) {
        return rhythm.oddness(MONDAY + hour * HOUR, false, 10_000, 100);
    }
}

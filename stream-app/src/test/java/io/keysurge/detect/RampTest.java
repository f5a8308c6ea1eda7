// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RAMP")
class RampTest {

    private static final long FRIDAY_MORNING = FRIDAY_NOON - 4 * HOUR;

    private final Life life = Life.steady(10_000);

    @Test
    void sees_growth_without_any_step() {
        growing(life, FRIDAY_MORNING, 180, 10_000, 100);

        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.RAMP);
            assertThat(finding.severity()).isEqualTo(3);
            assertThat(finding.measure().observed())
                    .isGreaterThan(finding.measure().threshold());
            assertThat(finding.window().endMinute() - finding.window().firstMinute())
                    .isEqualTo(60);
        });
    }

    @Test
    void lets_an_identity_grow_by_half() {
        growing(life, FRIDAY_MORNING, 50, 10_000, 100).minutes(FRIDAY_MORNING + 50, 180, 15_000);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void speaks_of_a_minute_when_it_is_over() {
        growing(life, FRIDAY_MORNING, 180, 10_000, 100);
        Finding ramp = life.newest();
        assertThat(ramp.raisedAt()).isEqualTo(ramp.window().endMinute() * 60_000);
    }

    @Test
    void is_of_the_minute_that_it_is_about_even_when_nothing_follows_for_days() {
        Life grown = Life.steady(10_000);
        int until = 180;
        growing(grown, FRIDAY_MORNING, until, 10_000, 100);
        long raised = grown.findings(AlertKind.RAMP).get(0).raisedAt() / 60_000 - FRIDAY_MORNING;

        growing(life, FRIDAY_MORNING, (int) raised, 10_000, 100).use(FRIDAY_MORNING + 3 * DAY, 10_000);

        Finding ramp = life.findings(AlertKind.RAMP).get(0);
        assertThat(ramp.openedAt()).isEqualTo((FRIDAY_MORNING + raised) * 60_000);
        assertThat(life.findings(AlertKind.RAMP))
                .extracting(Finding::raisedAt)
                .isSorted()
                .hasSize(2);
    }

    @Test
    void asks_for_as_many_calls_more() {
        for (int minute = 0; minute < 180; minute++) {
            life.use(FRIDAY_MORNING + minute, 10_000 + 100 * minute, minute % 3 == 0 ? 90 : 100);
        }
        assertThat(life.findings(AlertKind.RAMP)).isEmpty();
    }

    @Test
    void asks_for_more_of_an_identity_of_which_few_hours_are_known() {
        Life seldom = Life.withDefaults();
        for (int day = 0; day < 4; day++) {
            seldom.minutes(MONDAY + day * DAY + 8 * HOUR, 60, 10_000);
        }
        growing(seldom, FRIDAY_MORNING, 95, 10_000, 100).minutes(FRIDAY_MORNING + 95, 60, 19_500);
        assertThat(seldom.findings(AlertKind.RAMP)).isEmpty();

        growing(life, FRIDAY_MORNING, 95, 10_000, 100).minutes(FRIDAY_MORNING + 95, 60, 19_500);
        assertThat(life.findings(AlertKind.RAMP)).hasSize(1);
    }

    @Test
    void leaves_small_amounts_alone() {
        Life small = Life.steady(100).takingPerCall(1);
        growing(small, FRIDAY_MORNING, 300, 100, 3);
        assertThat(small.findings()).isEmpty();
    }

    @Test
    void says_nothing_while_warming_up() {
        Life young = Life.withDefaults().workingDays(0, 2, 10_000);
        growing(young, MONDAY + 2 * DAY + 8 * HOUR, 300, 10_000, 100);
        assertThat(young.findings()).isEmpty();
    }

    private static Life growing(Life life, long first, int minutes, long from, long byMinute) {
        for (int minute = 0; minute < minutes; minute++) {
            life.use(first + minute, from + byMinute * minute);
        }
        return life;
    }
}

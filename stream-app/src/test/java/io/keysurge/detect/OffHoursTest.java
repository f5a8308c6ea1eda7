// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("OFF_HOURS")
class OffHoursTest {

    private static final long FRIDAY_NIGHT = MONDAY + 4 * DAY + 3 * HOUR;

    private final Life life = Life.steady(10_000);

    @Test
    void sees_use_in_the_night_of_an_identity_that_works_by_day() {
        life.minutes(FRIDAY_NIGHT, 30, 5_000);

        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.OFF_HOURS);
            assertThat(finding.severity()).isEqualTo(3);
            assertThat(finding.measure().expected()).isZero();
            assertThat(finding.window().endMinute() - finding.window().firstMinute())
                    .isEqualTo(10);
        });
    }

    @Test
    void takes_the_hours_beside_the_usual_ones_for_usual() {
        life.minutes(MONDAY + 4 * DAY + 7 * HOUR, 30, 5_000);
        life.minutes(MONDAY + 4 * DAY + 18 * HOUR, 30, 5_000);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void asks_for_a_beginning_and_not_for_a_few_calls() {
        life.minutes(FRIDAY_NIGHT, 30, 1_400);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void lets_an_identity_without_a_rhythm_set_its_own_bar() {
        Life regular = Life.withDefaults();
        Life restless = Life.withDefaults();
        for (int day = 0; day < 7; day++) {
            for (int hour : new int[] {0, 3, 6, 9}) {
                regular.minutes(MONDAY + day * DAY + hour * HOUR, 90, 10_000);
                restless.minutes(MONDAY + day * DAY + hour * HOUR, 90, 10_000);
            }
            if (day > 1 && day < 5) {
                restless.minutes(MONDAY + day * DAY + (6 + 3 * day) * HOUR, 60, 10_000);
            }
        }
        long sundayEvening = MONDAY + 6 * DAY + 21 * HOUR;
        assertThat(regular.minutes(sundayEvening, 60, 10_000).findings(AlertKind.OFF_HOURS))
                .hasSize(1);
        assertThat(restless.minutes(sundayEvening, 60, 10_000).findings(AlertKind.OFF_HOURS))
                .isEmpty();
    }

    @Test
    void knows_no_rhythm_of_an_identity_of_which_few_hours_are_known() {
        Life seldom = Life.withDefaults();
        for (int day = 0; day < 4; day++) {
            seldom.minutes(MONDAY + day * DAY + 8 * HOUR, 360, 10_000);
        }
        seldom.minutes(FRIDAY_NIGHT, 30, 5_000);
        assertThat(seldom.findings()).isEmpty();
    }

    @Test
    void learns_a_new_hour_within_a_day() {
        life.minutes(FRIDAY_NIGHT, 30, 5_000).minutes(FRIDAY_NIGHT + DAY, 30, 5_000);
        assertThat(life.findings(AlertKind.OFF_HOURS))
                .extracting(Finding::stage)
                .doesNotContain(Finding.Stage.ESCALATED);
        assertThat(life.findings(AlertKind.OFF_HOURS))
                .extracting(Finding::alertId)
                .hasSize(2)
                .containsOnly(life.findings().get(0).alertId());
    }
}

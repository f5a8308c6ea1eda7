// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.FRIDAY_NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RUNAWAY_LOOP")
class LoopsTest {

    private final Life life = Life.atHome(10_000);

    @Test
    void is_seen_after_thirteen_minutes_of_the_same_calls_on_a_clock() {
        alike(life, FRIDAY_NOON, 13, 8_000);
        assertThat(life.findings()).isEmpty();

        alike(life, FRIDAY_NOON + 13, 1, 8_000);

        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.RUNAWAY_LOOP);
            assertThat(finding.severity()).isEqualTo(4);
            assertThat(finding.measure().observed()).isEqualTo(8_000);
        });
    }

    @Test
    void is_notable_only_where_nobody_says_who_calls() {
        Life unknown = Life.steady(10_000);
        alike(unknown, FRIDAY_NOON, 14, 8_000);
        assertThat(unknown.findings()).extracting(Finding::severity).containsExactly(3);
    }

    @Test
    void is_no_matter_below_half_of_the_week_s_largest_ten_minutes() {
        alike(life, FRIDAY_NOON, 60, 4_900);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void is_not_what_scatters() {
        life.minutes(FRIDAY_NOON, 120, 8_000);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void begins_anew_after_a_gap() {
        alike(life, FRIDAY_NOON, 12, 8_000);
        alike(life, FRIDAY_NOON + 13, 13, 8_000);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void shows_beside_normal_work() {
        for (int minute = 0; minute < 15; minute++) {
            life.as("app").use(FRIDAY_NOON + minute, 3_000);
            // Callers share four places by hash; these two do not meet.
            life.as("stuck").use(FRIDAY_NOON + minute, 6_000, 60);
        }
        assertThat(life.findings(AlertKind.RUNAWAY_LOOP)).hasSize(1);
    }

    @Test
    void shows_in_the_whole_when_its_callers_share_it() {
        for (int minute = 0; minute < 15; minute++) {
            long half = minute % 2 == 0 ? 5_000 : 7_000;
            life.as("app").use(FRIDAY_NOON + minute, half, half / 100);
            life.as("other").use(FRIDAY_NOON + minute, 12_000 - half, 120 - half / 100);
        }
        assertThat(life.findings(AlertKind.RUNAWAY_LOOP)).hasSize(1);
    }

    @Test
    void is_not_what_runs_like_clockwork_every_day() {
        Life clockwork = Life.withDefaults().at("home");
        for (int day = 0; day < 4; day++) {
            alike(clockwork, FRIDAY_NOON - (4 - day) * Life.DAY, 120, 8_000);
        }
        alike(clockwork, FRIDAY_NOON, 120, 8_000);
        assertThat(clockwork.findings()).isEmpty();
    }

    @Test
    void is_learned_as_clockwork_when_people_say_that_it_was_them_and_only_then() {
        alike(life, FRIDAY_NOON, 60, 8_000);
        assertThat(life.findings(AlertKind.RUNAWAY_LOOP)).isNotEmpty();
        int untold = life.findings(AlertKind.RUNAWAY_LOOP).size();
        alike(life, FRIDAY_NOON + Life.DAY, 60, 8_000);
        assertThat(life.findings(AlertKind.RUNAWAY_LOOP)).hasSizeGreaterThan(untold);

        long told = FRIDAY_NOON + 2 * Life.DAY;
        life.tolerates(Set.of(AlertKind.RUNAWAY_LOOP), told, told + Life.DAY, 3.0);
        alike(life, told, 60, 8_000);
        List<Finding> known = life.findings(AlertKind.RUNAWAY_LOOP);
        alike(life, told + Life.DAY + 60, 60, 8_000);
        assertThat(life.findings(AlertKind.RUNAWAY_LOOP).stream().filter(finding -> finding.openedAt() > told * 60_000))
                .isEmpty();
        assertThat(known).isNotEmpty();
    }

    @Test
    void is_seen_beyond_an_identity_s_clockwork() {
        Life clockwork = Life.withDefaults().at("home");
        for (int day = 0; day < 4; day++) {
            alike(clockwork, FRIDAY_NOON - (4 - day) * Life.DAY, 120, 8_000);
        }
        alike(clockwork, FRIDAY_NOON, 15, 12_500);
        assertThat(clockwork.findings(AlertKind.RUNAWAY_LOOP)).hasSize(1);
    }

    @Test
    void is_one_alert_however_long_it_lasts() {
        alike(life, FRIDAY_NOON, 300, 8_000);
        assertThat(life.findings(AlertKind.RUNAWAY_LOOP)).hasSize(1);
    }

    private static void alike(Life life, long first, int minutes, long tokens) {
        for (long minute = first; minute < first + minutes; minute++) {
            life.use(minute, tokens, tokens / 100);
        }
    }
}

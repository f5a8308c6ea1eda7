// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An alert budget")
class AlertBudgetTest {

    private final AlertBudget budget = new AlertBudget();

    @Test
    void leaves_the_bar_alone_while_nothing_was_spent() {
        assertThat(budget.raise(Bar.USUAL, FRIDAY_NOON)).isSameAs(Bar.USUAL);
    }

    @Test
    void raises_every_margin_by_the_same_for_each_episode() {
        budget.spend(FRIDAY_NOON);
        budget.spend(FRIDAY_NOON);
        assertThat(budget.raise(Bar.USUAL, FRIDAY_NOON).margin(1)).isCloseTo(1 + 2 * 0.4, within(1e-9));
    }

    @Test
    void fades_to_a_third_in_three_and_a_half_days_and_to_nothing_in_a_month() {
        budget.spend(FRIDAY_NOON);
        long later = FRIDAY_NOON + 3 * DAY + 12 * HOUR;
        assertThat(budget.raise(Bar.USUAL, later).margin(1)).isCloseTo(1 + 0.4 / Math.E, within(1e-9));
        assertThat(budget.raise(Bar.USUAL, FRIDAY_NOON + 30 * DAY)).isSameAs(Bar.USUAL);
    }

    @Test
    void keeps_what_people_said() {
        budget.spend(FRIDAY_NOON);
        Bar bar = budget.raise(new Bar(0.5, 3), FRIDAY_NOON);
        assertThat(bar.sensitivity()).isEqualTo(0.5);
        assertThat(bar.ceiling()).isCloseTo(3 * Math.exp(0.4), within(1e-9));
    }

    @Test
    void is_spent_by_each_episode_about_the_rate_and_by_no_other() {
        Life life = Life.steady(10_000).minutes(FRIDAY_NOON, 3, 50_000);
        double spentOnce = life.profile().budget.raise(Bar.USUAL, FRIDAY_NOON).ceiling();
        assertThat(spentOnce).isCloseTo(Math.exp(0.4), within(1e-3));

        Life other = Life.withDefaults().declares("app").as("app").workingDays(0, 4, 10_000);
        other.as("other").use(FRIDAY_NOON, 100);
        assertThat(other.findings()).isNotEmpty();
        assertThat(other.profile().budget.raise(Bar.USUAL, FRIDAY_NOON)).isSameAs(Bar.USUAL);
    }

    @Test
    void holds_back_what_is_notable_and_never_what_is_severe() {
        Life spoken = Life.steady(10_000);
        for (int episode = 0; episode < 5; episode++) {
            spoken.profile().budget.spend(FRIDAY_NOON - 4 * HOUR);
        }
        for (int minute = 0; minute < 180; minute++) {
            spoken.use(FRIDAY_NOON - 4 * HOUR + minute, 10_000 + 100 * minute);
        }
        assertThat(spoken.findings()).isEmpty();

        spoken.minutes(FRIDAY_NOON + 2 * HOUR, 3, 50_000);
        assertThat(spoken.findings()).extracting(Finding::severity).containsExactly(4);
    }
}

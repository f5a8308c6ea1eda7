// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.AlertType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The difference of two ways to judge")
class AlertDifferenceTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void is_empty_where_the_same_episodes_are_as_grave() {
        List<AlertEpisode> same = List.of(episode("a", "nhi-1", NOON, 3), episode("b", "nhi-2", NOON, 4));
        AlertDifference difference = AlertDifference.of(same, same);
        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.unchanged()).isEqualTo(2);
    }

    @Test
    void names_what_is_new_and_what_is_lost() {
        AlertDifference difference =
                AlertDifference.of(List.of(episode("a", "nhi-1", NOON, 3)), List.of(episode("b", "nhi-2", NOON, 3)));
        assertThat(difference.lost()).extracting(AlertEpisode::alertId).containsExactly("a");
        assertThat(difference.fresh()).extracting(AlertEpisode::alertId).containsExactly("b");
    }

    @Test
    void tells_the_same_trouble_found_earlier_from_another() {
        AlertEpisode before = episode("a", "nhi-1", NOON, 3);
        AlertEpisode earlier = episode("b", "nhi-1", NOON.minusSeconds(240), 3);
        AlertEpisode another = episode("c", "nhi-1", NOON.minus(Duration.ofHours(5)), 3);

        AlertDifference difference = AlertDifference.of(List.of(before), List.of(another, earlier));

        assertThat(difference.moved()).singleElement().satisfies(pair -> {
            assertThat(pair.after()).isEqualTo(earlier);
            assertThat(pair.later()).isEqualTo(Duration.ofMinutes(-4));
        });
        assertThat(difference.fresh()).containsExactly(another);
        assertThat(difference.lost()).isEmpty();
        assertThat(DifferenceText.lines(difference, 5))
                .contains("moved     2026-03-01T11:56:00Z  severity 3  TOKEN_SPIKE  nhi-1  b; opens 4 min earlier");
    }

    @Test
    void says_where_only_the_severity_is_another() {
        AlertDifference difference =
                AlertDifference.of(List.of(episode("a", "nhi-1", NOON, 3)), List.of(episode("a", "nhi-1", NOON, 5)));
        assertThat(difference.regraded())
                .singleElement()
                .satisfies(pair -> assertThat(pair.before().severity()).isEqualTo(3));
        assertThat(difference.unchanged()).isZero();
    }

    @Test
    void names_the_gravest_first_of_each_sort() {
        AlertDifference difference = AlertDifference.of(
                List.of(episode("a", "nhi-1", NOON, 3), episode("b", "nhi-2", NOON, 3)),
                List.of(episode("a", "nhi-1", NOON, 4), episode("b", "nhi-2", NOON, 5)));

        assertThat(DifferenceText.lines(difference, 1))
                .contains("severity  2026-03-01T12:00:00Z  severity 5  TOKEN_SPIKE  nhi-2  b; was 3")
                .contains("severity  and 1 more");
    }

    @Test
    void adds_up_what_would_have_been_missed_in_decimals() {
        AlertEpisode tenMinutes = priced("a", "0.300000000", NOON, NOON.plusSeconds(600));
        AlertEpisode instant = priced("b", "6.000000000", NOON, NOON);
        AlertDifference difference = AlertDifference.of(List.of(tenMinutes, instant), List.of());

        // 0.30 an hour for ten minutes, and 6 an hour for the minute that an episode lasts at least.
        assertThat(difference.missedCost()).containsOnlyKeys("USD");
        assertThat(difference.missedCost().get("USD")).isEqualByComparingTo("0.15");
        assertThat(difference.missedTokens()).isEqualTo(84);
        assertThat(DifferenceText.json(difference)).hasSize(3).last().asString().contains("\"missed_tokens\":84");
    }

    private static AlertEpisode episode(String id, String identity, Instant openedAt, int severity) {
        return new AlertEpisode(id, identity, AlertType.TOKEN_SPIKE, null, openedAt, openedAt, severity, null, null, 0);
    }

    private static AlertEpisode priced(String id, String perHour, Instant openedAt, Instant lastAt) {
        return new AlertEpisode(
                id, "nhi-" + id, AlertType.RAMP, null, openedAt, lastAt, 4, new BigDecimal(perHour), "USD", 42);
    }
}

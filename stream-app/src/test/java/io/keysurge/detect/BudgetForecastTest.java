// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.state.PackedReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The forecast of a budget")
class BudgetForecastTest {

    private static final long MONDAY = Instant.parse("2026-03-30T00:00:00Z").toEpochMilli();
    private static final long LIMIT = 100_000;
    /** Twice the limit by the day's end. */
    private static final long TOKENS_AN_HOUR = 2 * LIMIT / 24;

    private final BudgetKeeper keeper = new BudgetKeeper(1);
    private final List<BudgetSign> forecasts = new ArrayList<>();
    private final List<BudgetSign> ends = new ArrayList<>();
    private BudgetBook book = new BudgetBook();
    private int hour;

    @Test
    void is_said_once_of_one_limit() {
        consume(10, LIMIT);

        assertThat(forecasts).hasSize(1);
        assertThat(forecasts.get(0).kind()).isEqualTo(AlertKind.BUDGET_FORECAST);
        assertThat(forecasts.get(0).budget().limit()).isEqualTo(LIMIT);
    }

    @Test
    void is_said_again_of_a_limit_that_was_raised_too_little() {
        consume(6, LIMIT);
        restart();
        consume(6, LIMIT * 3 / 2);

        assertThat(forecasts).extracting(sign -> sign.budget().limit()).containsExactly(LIMIT, LIMIT * 3 / 2);
        assertThat(forecasts).extracting(sign -> sign.alertId("agent-1")).doesNotHaveDuplicates();
    }

    @Test
    void ends_when_the_limit_was_raised_and_is_not_said_of_one_that_lasts() {
        consume(6, LIMIT);
        restart();
        consume(12, LIMIT * 3);

        assertThat(forecasts).extracting(sign -> sign.budget().limit()).containsExactly(LIMIT);
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.alertId("agent-1")).isEqualTo(forecasts.get(0).alertId("agent-1"));
            assertThat(end.crossedAt()).isEqualTo(forecasts.get(0).crossedAt());
            assertThat(end.explanation()).contains("100,000 tokens; that was raised to 300,000 tokens");
        });
    }

    @Test
    void ends_with_its_period() {
        consume(6, LIMIT);
        restart();
        consume(18, LIMIT);

        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.alertId("agent-1")).isEqualTo(forecasts.get(0).alertId("agent-1"));
            assertThat(end.explanation()).contains("that period is over");
        });
    }

    @Test
    void is_not_said_again_of_a_limit_that_was_lowered() {
        consume(6, LIMIT);
        restart();
        consume(2, LIMIT - LIMIT / 10);

        assertThat(forecasts).hasSize(1);
    }

    private void consume(int hours, long limit) {
        var budget =
                new Budget("daily", Budget.TOKENS, limit, new BudgetPeriod("day", ZoneOffset.UTC), false, List.of(100));
        for (int i = 0; i < hours; i++) {
            long at = MONDAY + Duration.ofHours(++hour).toMillis();
            keeper.keep(book, List.of(budget), at, any -> TOKENS_AN_HOUR, kind -> false, sign -> {
                if (sign.kind() == AlertKind.BUDGET_FORECAST) {
                    (sign.stage() == Stage.CLOSED ? ends : forecasts).add(sign);
                }
            });
        }
    }

    private void restart() {
        book = BudgetBook.read(new PackedReader(MinutesOfALife.bytes(book::write)), BudgetBook.LAYOUT);
    }
}

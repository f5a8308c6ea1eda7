// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import static io.keysurge.spend.Rollups.NOON;
import static io.keysurge.spend.Rollups.rollup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A question about spend")
class SpendQuestionTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:34:56Z");

    @ParameterizedTest
    @CsvSource({
        ",        ,                     ,                     2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z",
        "2026-02, ,                     ,                     2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        ",        2026-10-05T07:00:00Z, ,                     2026-10-05T07:00:00Z, 2026-11-29T13:00:00Z",
        ",        ,                     2026-11-01T00:00:00Z, 2026-10-01T00:00:00Z, 2026-11-01T00:00:00Z",
        ",        2026-10-05T07:00:00Z, 2026-10-05T08:00:00Z, 2026-10-05T07:00:00Z, 2026-10-05T08:00:00Z"
    })
    void is_about_whole_hours(
            @Nullable YearMonth month, @Nullable Instant from, @Nullable Instant to, Instant first, Instant end) {
        SpendQuestion question = SpendQuestion.of(month, from, to, NOW, Map.of());

        assertThat(question.from()).isEqualTo(first);
        assertThat(question.to()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-02 | 2026-02-01T00:00:00Z |                      | month: given with from or to (expected: one or the other)
                    | 2026-02-01T00:30:00Z |                      | from: 2026-02-01T00:30:00Z (expected: a whole hour, as spend is rolled up by hours)
                    | 2026-02-01T00:00:00Z | 2026-02-01T00:00:00Z | to: 2026-02-01T00:00:00Z (expected: after 2026-02-01T00:00:00Z)
            """)
    void tells_what_is_none(@Nullable YearMonth month, @Nullable Instant from, @Nullable Instant to, String why) {
        assertThatThrownBy(() -> SpendQuestion.of(month, from, to, NOW, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @Test
    void asks_for_hours_from_the_first_up_to_the_end() {
        SpendQuestion question = new SpendQuestion(NOON, NOON.plusSeconds(7_200), Map.of());

        assertThat(question.asksFor(rollup("one", "gpt").build())).isTrue();
        assertThat(question.asksFor(
                        rollup("one", "gpt").setHour(NOON.plusSeconds(3_600)).build()))
                .isTrue();
        assertThat(question.asksFor(
                        rollup("one", "gpt").setHour(NOON.plusSeconds(7_200)).build()))
                .isFalse();
        assertThat(question.asksFor(
                        rollup("one", "gpt").setHour(NOON.minusSeconds(3_600)).build()))
                .isFalse();
    }

    @Test
    void asks_for_names_and_for_what_has_none() {
        assertThat(only(Map.of(Dimension.MODEL, "gpt", Dimension.OWNER, "payments-team"))
                        .asksFor(rollup("one", "gpt").build()))
                .isTrue();
        assertThat(only(Map.of(Dimension.MODEL, "gpt", Dimension.OWNER, "search"))
                        .asksFor(rollup("one", "gpt").build()))
                .isFalse();
        assertThat(only(Map.of(Dimension.BUSINESS_UNIT, ""))
                        .asksFor(rollup("one", "gpt").build()))
                .isFalse();
        assertThat(only(Map.of(Dimension.BUSINESS_UNIT, ""))
                        .asksFor(rollup("one", "gpt").setBusinessUnit(null).build()))
                .isTrue();
    }

    private static SpendQuestion only(Map<Dimension, String> names) {
        return new SpendQuestion(NOON, NOON.plusSeconds(3_600), names);
    }
}

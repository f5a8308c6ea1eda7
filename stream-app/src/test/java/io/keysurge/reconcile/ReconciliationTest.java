// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.spend.Rollups;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A reconciliation")
class ReconciliationTest {

    private final Counts here = new Counts(model -> true, EnumSet.allOf(Measure.class));
    private final Counts there = new Counts(model -> true, EnumSet.of(Measure.CALLS, Measure.COST_USD));

    @Test
    void finds_nothing_where_both_counted_the_same() {
        here.add("gpt", "one", figures(3, "0.5"));
        there.add("gpt", "one", figures(3, "0.50"));

        assertThat(reconcile("0").differences()).isEmpty();
        assertThat(ReconciliationText.lines(reconcile("0"), "LiteLLM"))
                .containsExactly(
                        "0 of 4 figures differ, of 1 models and 1 identities that both name; 0 identities only Keysurge names, 0"
                                + " only LiteLLM.");
    }

    @Test
    void says_where_and_by_how_much_they_differ() {
        here.add("gpt", "one", figures(3, "0.5"));
        here.add("claude", "two", figures(2, "0.25"));
        here.add(null, "two", figures(1, "0"));
        there.add("gpt", "one", figures(4, "0.4"));
        there.add("dark", "three", figures(1_000, "12.3456789"));

        Reconciliation result = reconcile("0");

        assertThat(ReconciliationText.lines(result, "LiteLLM"))
                .containsExactly(
                        "by        name       what      Keysurge    LiteLLM  difference  of LiteLLM's",
                        "model     (unknown)  calls            1          0          +1             -",
                        "model     claude     calls            2          0          +2             -",
                        "model     dark       calls            0      1,000      -1,000     -100.00 %",
                        "model     gpt        calls            3          4          -1      -25.00 %",
                        "model     claude     cost USD  0.250000   0.000000   +0.250000             -",
                        "model     dark       cost USD  0.000000  12.345679  -12.345679     -100.00 %",
                        "model     gpt        cost USD  0.500000   0.400000   +0.100000      +25.00 %",
                        "identity  one        calls            3          4          -1      -25.00 %",
                        "identity  one        cost USD  0.500000   0.400000   +0.100000      +25.00 %",
                        "9 of 10 figures differ, of 4 models and 1 identities that both name; 1 identities only Keysurge names, 1"
                                + " only LiteLLM.");
        assertThat(ReconciliationText.json(result))
                .startsWith("{\"differs\":true,\"models\":4,\"identities\":1,\"identities_only_keysurge\":1,"
                        + "\"identities_only_provider\":1,\"figures\":[{\"by\":\"model\",\"name\":null,\"measure\":\"calls\","
                        + "\"keysurge\":1,\"provider\":0,\"difference\":1,\"differs\":true},")
                .contains("{\"by\":\"model\",\"name\":\"dark\",\"measure\":\"cost_usd\",\"keysurge\":0,"
                        + "\"provider\":12.3456789,\"difference\":-12.3456789,\"differs\":true}");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, 0,   false",
        "100, 101, 0,   true",
        "99,  100, 1,   false",
        "101, 100, 1,   false",
        "98,  100, 1,   true",
        "102, 100, 1,   true",
        "0,   100, 100, false",
        "1,   0,   100, true",
        "995, 1000, 0.5, false",
        "994, 1000, 0.5, true"
    })
    void tolerates_a_part_of_what_the_provider_counted(long ours, long theirs, String percent, boolean differs) {
        here.add("gpt", null, figures(ours, "0"));
        there.add("gpt", null, figures(theirs, "0"));

        assertThat(reconcile(percent).differences().isEmpty()).isNotEqualTo(differs);
    }

    @ParameterizedTest
    @CsvSource({"0.000000003, false", "0.0000000030001, true"})
    void tolerates_that_both_round_the_cost_of_each_call(String apart, boolean differs) {
        here.add("gpt", null, figures(3, "1"));
        there.add(
                "gpt",
                null,
                figures(3, new BigDecimal("1").add(new BigDecimal(apart)).toPlainString()));

        assertThat(reconcile("0").differences().isEmpty()).isNotEqualTo(differs);
    }

    @Test
    void takes_calls_tokens_and_dollars_from_roll_ups() {
        Counts counts = Counts.of(
                List.of(
                        Rollups.stated("one", "gpt", "1.5", "USD").build(),
                        Rollups.stated("one", "gpt", "7", "EUR").build(),
                        Rollups.rollup("two", "gpt").build(),
                        Rollups.rollup("two", "claude").build()),
                "gpt"::equals);

        assertThat(counts.byModel())
                .containsOnlyKeys("gpt")
                .containsEntry("gpt", new Figures(9, 3_000, 600, 1_200, new BigDecimal("1.500000000")));
        assertThat(counts.byIdentity()).containsOnlyKeys("one", "two");
    }

    @Test
    void shows_nothing_that_looks_like_a_secret() {
        here.add("sk-live-0123456789abcdef", null, figures(1, "0"));

        assertThat(ReconciliationText.json(reconcile("0"))).doesNotContain("0123456789");
        assertThat(ReconciliationText.lines(reconcile("0"), "OpenAI")).noneMatch(line -> line.contains("0123456789"));
    }

    private Reconciliation reconcile(String percent) {
        return Reconciliation.of(here, there, new BigDecimal(percent));
    }

    private static Figures figures(long calls, String cost) {
        return new Figures(calls, 0, 0, 0, new BigDecimal(cost));
    }
}

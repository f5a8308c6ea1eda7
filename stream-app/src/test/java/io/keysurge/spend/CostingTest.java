// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import static io.keysurge.spend.Rollups.NOON;
import static io.keysurge.spend.Rollups.priced;
import static io.keysurge.spend.Rollups.rollup;
import static io.keysurge.spend.Rollups.stated;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.prices.PriceTable;
import io.keysurge.spend.Costing.Cost;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The cost of a roll-up")
class CostingTest {

    @Nested
    @DisplayName("as it was recorded")
    class Recorded {

        private final Costing recorded = Costing.recorded();

        @Test
        void is_what_producers_stated() {
            assertThat(recorded.of(stated("one", "gpt", "1.5", "USD").build()))
                    .isEqualTo(new Cost(usd("1.500000000"), 0, null));
        }

        @Test
        void is_what_the_price_table_said_then() {
            assertThat(recorded.of(priced("one", "gpt", "2.5", "USD").build()))
                    .isEqualTo(new Cost(usd("2.500000000"), 0, "v1"));
        }

        @Test
        void is_unknown_where_nobody_knew_a_price() {
            assertThat(recorded.of(rollup("one", "gpt").build())).isEqualTo(new Cost(Map.of(), 1_200, null));
        }
    }

    @Nested
    @DisplayName("priced again")
    class Again {

        @TempDir
        private Path folder;

        @Test
        void keeps_what_was_stated_and_prices_the_rest() throws Exception {
            var half = stated("one", "gpt", "1.5", "USD")
                    .setInputTokensWithoutCost(10)
                    .setOutputTokensWithoutCost(1)
                    .setCacheReadTokensWithoutCost(4)
                    .setCost(new BigDecimal("9.900000000"))
                    .setPriceTable("v1");

            assertThat(Costing.pricedBy(table("USD")).of(half.build()))
                    .isEqualTo(new Cost(usd("1.500020400000"), 0, "v2"));
        }

        @Test
        void has_two_currencies_where_the_table_has_another() throws Exception {
            var half = stated("one", "gpt", "1.5", "EUR").setInputTokensWithoutCost(1_000_000);

            assertThat(Costing.pricedBy(table("USD")).of(half.build()).amounts())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("EUR", new BigDecimal("1.500000000"), "USD", new BigDecimal("2.000000000000")));
        }

        @Test
        void asks_for_the_price_of_its_hour() throws Exception {
            Costing again = Costing.pricedBy(table("USD"));

            assertThat(again.of(rollup("one", "gpt")
                            .setHour(NOON.minusSeconds(3_600))
                            .build()))
                    .isEqualTo(new Cost(Map.of(), 1_200, null));
            assertThat(again.of(rollup("one", "gpt").build()).tokensWithoutPrice())
                    .isZero();
        }

        @Test
        void needs_no_price_where_all_was_stated() throws Exception {
            assertThat(Costing.pricedBy(table("USD"))
                            .of(stated("one", "other", "1.5", "USD").build()))
                    .isEqualTo(new Cost(usd("1.500000000"), 0, null));
        }

        private PriceTable table(String currency) throws Exception {
            return PriceTable.read(Files.writeString(folder.resolve("prices.yaml"), """
                    version: v2
                    currency: %s
                    prices: [{model: gpt, from: %s, input: 2, output: 8, cache_read: 0.1}]
                    """.formatted(currency, NOON)));
        }
    }

    private static Map<String, BigDecimal> usd(String amount) {
        return Map.of("USD", new BigDecimal(amount));
    }
}

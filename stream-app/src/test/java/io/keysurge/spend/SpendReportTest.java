// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import static io.keysurge.spend.Rollups.NOON;
import static io.keysurge.spend.Rollups.priced;
import static io.keysurge.spend.Rollups.rollup;
import static io.keysurge.spend.Rollups.stated;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.SpendRollup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A report of spend")
class SpendReportTest {

    private static final SpendQuestion HOUR = new SpendQuestion(NOON, NOON.plusSeconds(3_600), Map.of());

    private static final List<SpendRollup> ONE_CURRENCY = List.of(
            stated("one", "gpt", "75", "USD").build(),
            priced("two", "gpt", "30", "USD").setPart("0-2").build(),
            priced("two", "claude", "15", "USD").build(),
            rollup("three", "=evil()").setBusinessUnit(null).build());

    private static final List<SpendRollup> TWO_CURRENCIES = List.of(
            stated("one", "gpt", "0.000001", "USD").build(),
            stated("two", "gpt", "12.5", "EUR").setInputTokens(9_000).build());

    @Nested
    @DisplayName("for people")
    class Table {

        @Test
        void has_a_line_for_each_name_and_shares_of_the_cost() {
            assertThat(SpendTable.lines(report(ONE_CURRENCY, Dimension.IDENTITY, 9), false))
                    .containsExactly(
                            "Spend from 2026-11-10T12:00:00Z to 2026-11-10T13:00:00Z by identity:",
                            "identity  calls  input tokens  output tokens  cost USD  of cost",
                            "one           3         1,000            200     75.00   62.5 %",
                            "two           6         2,000            400     45.00   37.5 %",
                            "three         3         1,000            200      0.00    0.0 %",
                            "total        12         4,000            800    120.00  100.0 %",
                            "Without a business unit: 25.0 % of tokens, 0.0 % of cost in USD.",
                            "Without a price: 25.0 % of tokens, 1,200.",
                            "Price tables: v1.");
        }

        @Test
        void has_bars_where_somebody_watches() {
            assertThat(SpendTable.lines(report(ONE_CURRENCY, Dimension.IDENTITY, 9), true))
                    .contains(
                            "one           3         1,000            200     75.00   62.5 %  ###############",
                            "two           6         2,000            400     45.00   37.5 %  #########",
                            "three         3         1,000            200      0.00    0.0 %");
        }

        @Test
        void has_a_column_for_each_currency_and_then_shares_of_tokens() {
            assertThat(SpendTable.lines(report(TWO_CURRENCIES, Dimension.IDENTITY, 9), false))
                    .contains(
                            "identity  calls  input tokens  output tokens   cost EUR  cost USD  of tokens",
                            "two           3         9,000            200  12.500000  0.000000     88.5 %",
                            "one           3         1,000            200   0.000000  0.000001     11.5 %");
        }

        @Test
        void sums_those_that_are_not_among_the_greatest() {
            assertThat(SpendTable.lines(report(ONE_CURRENCY, Dimension.IDENTITY, 1), false))
                    .contains(
                            "one           3         1,000            200     75.00   62.5 %",
                            "(others)      9         3,000            600     45.00   37.5 %");
        }

        @Test
        void says_where_nobody_is_named_and_nothing_was_used() {
            assertThat(SpendTable.lines(report(ONE_CURRENCY, Dimension.BUSINESS_UNIT, 9), false))
                    .anyMatch(line -> line.startsWith("(unknown)"));
            assertThat(SpendTable.lines(report(List.of(), Dimension.MODEL, 9), true))
                    .containsExactly(
                            "Spend from 2026-11-10T12:00:00Z to 2026-11-10T13:00:00Z by model:",
                            "model  calls  input tokens  output tokens  of tokens",
                            "total      0             0              0      0.0 %",
                            "Nothing is told of this time: roll-ups come within spend.interval.ms, five minutes unless set.");
        }
    }

    @Nested
    @DisplayName("for tools")
    class Tools {

        @Test
        void is_one_object_of_json_with_all_digits() {
            assertThat(SpendJson.of(report(ONE_CURRENCY, Dimension.BUSINESS_UNIT, 1)))
                    .isEqualTo(
                            "{\"from\":\"2026-11-10T12:00:00Z\",\"to\":\"2026-11-10T13:00:00Z\",\"by\":\"business_unit\","
                                    + "\"groups\":[{\"name\":\"payments\","
                                    + sums(9, 3_000, 600, 1_200, 300, 150, 0, "\"USD\":120", "\"v1\"") + "}],"
                                    + "\"others\":{" + sums(3, 1_000, 200, 400, 100, 50, 1_200, "", "") + "},"
                                    + "\"total\":{"
                                    + sums(12, 4_000, 800, 1_600, 400, 200, 1_200, "\"USD\":120", "\"v1\"") + "},"
                                    + "\"unattributed\":{" + sums(3, 1_000, 200, 400, 100, 50, 1_200, "", "") + "}}");
            assertThat(SpendJson.of(report(TWO_CURRENCIES, Dimension.MODEL, 9)))
                    .contains("\"costs\":{\"EUR\":12.5,\"USD\":0.000001}");
        }

        @Test
        void is_csv_with_a_header_and_a_column_for_each_currency() throws IOException {
            assertThat(csv(report(TWO_CURRENCIES, Dimension.IDENTITY, 1)))
                    .containsExactly(
                            "identity,calls,input_tokens,output_tokens,cache_read_tokens,cache_write_tokens,reasoning_tokens,"
                                    + "tokens_without_price,cost_EUR,cost_USD",
                            "two,3,9000,200,400,100,50,0,12.5,0",
                            "(others),3,1000,200,400,100,50,0,0,0.000001");
        }

        @Test
        void gives_spreadsheets_no_formula_to_run_and_quotes_what_has_to_be() throws IOException {
            List<SpendRollup> hostile = List.of(
                    rollup("one", "=evil()").build(),
                    rollup("one", "a \"b\", c").build(),
                    rollup("one", "x").setModel(null).build());

            assertThat(csv(report(hostile, Dimension.MODEL, 9)))
                    .filteredOn(line -> line.contains("1000"))
                    .extracting(line -> line.substring(0, line.indexOf(",3,1000")))
                    .contains("'=evil()", "\"a \"\"b\"\", c\"", "");
        }

        @Test
        void is_a_line_of_focus_for_each_hour_and_name_and_currency() throws IOException {
            StringBuilder out = new StringBuilder();
            List<SpendRollup> rollups = List.of(
                    stated("one", "gpt", "1.5", "USD").build(),
                    stated("one", "gpt", "0.5", "EUR").setPart("0-2").build(),
                    rollup("two", "claude").setBusinessUnit(null).build());

            FocusExport.write(HOUR, Costing.recorded(), rollups, out);

            String times = "2026-12-01T00:00:00Z,2026-11-01T00:00:00Z,Usage,";
            String hour = ",Usage-Based,2026-11-10T13:00:00Z,2026-11-10T12:00:00Z,";
            String service = ",AI and Machine Learning,Large language models,Generative AI,";
            assertThat(out.toString().lines())
                    .containsExactly(
                            "BilledCost,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeDescription,"
                                    + "ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,ConsumedQuantity,ConsumedUnit,EffectiveCost,"
                                    + "PricingCurrency,ResourceId,ServiceCategory,ServiceName,ServiceSubcategory,SubAccountId,"
                                    + "x_AgentId,x_ApplicationId,x_CacheReadTokens,x_CacheWriteTokens,x_Calls,x_Environment,"
                                    + "x_InputTokens,x_Model,x_OutputTokens,x_Owner,x_PriceTable,x_ReasoningTokens,"
                                    + "x_TokensWithoutPrice",
                            "0,XXX," + times + "Tokens of claude" + hour + "1200,Tokens,0,XXX,two" + service
                                    + ",agent-1,checkout,400,100,3,production,1000,claude,200,payments-team,,50,1200",
                            "0.5,EUR," + times + "Tokens of gpt" + hour + "2400,Tokens,0.5,EUR,one" + service
                                    + "payments,agent-1,checkout,800,200,6,production,2000,gpt,400,payments-team,,100,0",
                            "1.5,USD," + times + "Tokens of gpt" + hour + "0,Tokens,1.5,USD,one" + service
                                    + "payments,agent-1,checkout,0,0,0,production,0,gpt,0,payments-team,,0,0");
        }

        private static List<String> csv(SpendReport report) throws IOException {
            StringBuilder out = new StringBuilder();
            SpendCsv.write(report, out);
            return out.toString().lines().toList();
        }

        private static String sums(
                long calls,
                long input,
                long output,
                long read,
                long written,
                long reasoning,
                long unpriced,
                String costs,
                String tables) {
            return "\"calls\":" + calls + ",\"input_tokens\":" + input + ",\"output_tokens\":" + output
                    + ",\"cache_read_tokens\":" + read + ",\"cache_write_tokens\":" + written + ",\"reasoning_tokens\":"
                    + reasoning + ",\"tokens_without_price\":" + unpriced + ",\"costs\":{" + costs
                    + "},\"price_tables\":[" + tables + "]";
        }
    }

    private static SpendReport report(List<SpendRollup> rollups, Dimension by, int top) {
        return SpendReport.of(HOUR, by, Costing.recorded(), rollups, top);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static io.keysurge.spend.Rollups.key;
import static io.keysurge.spend.Rollups.priced;
import static io.keysurge.spend.Rollups.rollup;
import static io.keysurge.spend.Rollups.stated;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.SpendRollup;
import io.keysurge.spend.Rollups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The spend command")
class SpendCommandIT {

    private static final House HOUSE = new House("spend.");

    @TempDir
    private Path folder;

    /** Rows that are replaced, deleted and taken back; two currencies; a stranger of no business unit; no price. */
    @BeforeAll
    static void write_roll_ups() {
        SpendRollup replaced = stated("one", "gpt", "99", "USD").build();
        SpendRollup deleted = stated("gone", "gpt", "77", "USD").build();
        HOUSE.publishSpend(List.of(replaced, deleted), List.of(), true);
        HOUSE.publishSpend(
                List.of(
                        stated("one", "gpt", "1.000000001", "USD").build(),
                        priced("one", "gpt", "0.5", "USD").setPart("1-7").build(),
                        stated("two", "gpt", "3", "EUR")
                                .setBusinessUnit("search")
                                .build(),
                        rollup("stranger", "dark").setBusinessUnit(null).build(),
                        stated("one", "gpt", "4", "USD")
                                .setHour(Rollups.NOON.plusSeconds(31 * 86_400))
                                .build()),
                List.of(key(deleted)),
                true);
        HOUSE.publishSpend(List.of(stated("one", "gpt", "55", "USD").build()), List.of(), false);
    }

    @Test
    void shows_people_who_spent_what() {
        Ran ran = HOUSE.run("spend", "--month", "2026-11");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .containsExactly(
                        "Spend from 2026-11-01T00:00:00Z to 2026-12-01T00:00:00Z by business-unit:",
                        "business-unit  calls  input tokens  output tokens  cost EUR  cost USD  of tokens",
                        "payments           6         2,000            400  0.000000  1.500000     50.0 %",
                        "search             3         1,000            200  3.000000  0.000000     25.0 %",
                        "(unknown)          3         1,000            200  0.000000  0.000000     25.0 %",
                        "total             12         4,000            800  3.000000  1.500000    100.0 %",
                        "Without a business unit: 25.0 % of tokens, 0.0 % of cost in EUR, 0.0 % of cost in USD.",
                        "Without a price: 25.0 % of tokens, 1,200.",
                        "Price tables: v1.");
    }

    @Test
    void gives_tools_all_digits() {
        assertThat(HOUSE.run("spend", "--month", "2026-11", "--by", "model", "--csv")
                        .out())
                .containsExactly(
                        "model,calls,input_tokens,output_tokens,cache_read_tokens,cache_write_tokens,reasoning_tokens,"
                                + "tokens_without_price,cost_EUR,cost_USD",
                        "gpt,9,3000,600,1200,300,150,0,3,1.500000001",
                        "dark,3,1000,200,400,100,50,1200,0,0");
        assertThat(HOUSE.run("spend", "--month", "2026-11", "--identity", "one", "--json")
                        .out())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-12-01T00:00:00Z\",\"by\":\"business_unit\","
                                + "\"groups\":[{\"name\":\"payments\",\"calls\":6,")
                .contains("\"costs\":{\"USD\":1.500000001},\"price_tables\":[\"v1\"]");
        assertThat(HOUSE.run("spend", "--month", "2026-11", "--focus").out())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("1.500000001,USD,"))
                .anyMatch(line -> line.startsWith("3,EUR,"))
                .anyMatch(line -> line.startsWith("0,XXX,"));
    }

    @Test
    void prices_again_what_nobody_stated() throws IOException {
        Path prices = Files.writeString(folder.resolve("prices.yaml"), """
                version: mine
                currency: USD
                prices:
                  - {model: gpt, from: 2026-01-01T00:00:00Z, input: 1000, output: 2000}
                  - {model: dark, from: 2026-11-10T12:00:00Z, input: 10, output: 0}
                """);

        assertThat(HOUSE.run("spend", "--month", "2026-11", "--by", "identity", "--csv", "--prices", prices.toString())
                        .out())
                .containsExactlyInAnyOrder(
                        "identity,calls,input_tokens,output_tokens,cache_read_tokens,cache_write_tokens,reasoning_tokens,"
                                + "tokens_without_price,cost_EUR,cost_USD",
                        "one,6,2000,400,800,200,100,0,0,2.400000001",
                        "two,3,1000,200,400,100,50,0,3,0",
                        "stranger,3,1000,200,400,100,50,0,0,0.01");
    }

    @Test
    void tells_of_a_table_that_is_none() throws IOException {
        Path prices = Files.writeString(folder.resolve("prices.yaml"), "version: mine\ncurrency: USD\nprices: [{}]\n");

        Ran ran = HOUSE.run("spend", "--prices", prices.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .contains("keysurge spend: 4 mistakes", "prices.yaml:3: prices[0]: from is missing (expected: stated)");
    }

    @Test
    void does_not_pass_sums_without_an_unreadable_roll_up_for_whole() {
        House house = new House("spend-unreadable.");
        house.publishSpend(List.of(stated("one", "gpt", "1", "USD").build()), List.of(), true);
        house.publishUnreadableSpend("some/key");

        Ran spend = house.run("spend", "--month", "2026-11", "--by", "identity", "--csv");

        assertThat(spend.exitCode()).isEqualTo(1);
        assertThat(spend.err()).singleElement().asString().startsWith("spend-unreadable.spend, partition ");
        assertThat(spend.out()).last().isEqualTo("one,3,1000,200,400,100,50,0,1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --top 0                              | --top: 0 (expected: 1 or more)
            --from 2026-11-01T00:00:01Z          | --from: 2026-11-01T00:00:01Z (expected: a whole hour, as spend is rolled up by hours)
            --month 2026-11 --to 2026-11-01T00:00:00Z | --month: given with from or to (expected: one or the other)
            --json --csv                         | Error: --json, --csv are mutually exclusive (specify only one)
            """)
    void tells_what_it_cannot_do(String options, String why) {
        Ran ran = HOUSE.run(("spend " + options).split(" "));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).first().isEqualTo(why);
    }

    @Test
    void says_that_there_was_nothing() {
        assertThat(HOUSE.run("spend", "--month", "2020-01").out())
                .contains("total              0             0              0      0.0 %");
    }
}

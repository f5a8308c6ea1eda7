// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keysurge.yaml.Mistake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A price table")
class PriceTableTest {

    private static final String HEAD = "version: v1\ncurrency: EUR\nprices:\n";

    @TempDir
    private Path folder;

    @Nested
    @DisplayName("of several models and times")
    class Prices {

        private static final String TABLE = HEAD + """
                  - {model: gpt, from: 2026-01-01T00:00:00Z, until: 2026-02-01T00:00:00Z, input: 2, output: 8}
                  - {model: gpt, from: 2026-02-01T00:00:00Z, input: 1.000001, output: 4, cache_read: 0.1, cache_write: 1.25}
                  - {model: gpt*, from: 2020-01-01T00:00:00Z, input: 10, output: 10}
                  - {model: gpt-mini*, from: 2020-01-01T00:00:00Z, input: 0, output: 1}
                """;

        @ParameterizedTest
        @CsvSource({
            "gpt,        2026-01-01T00:00:00Z,     1000000, 0,       2000000000",
            "gpt,        2026-01-31T23:59:59.999Z, 0,       1000000, 8000000000",
            "gpt,        2026-02-01T00:00:00Z,     1000000, 0,       1000001000",
            "gpt,        2030-01-01T00:00:00Z,     0,       1,       4000",
            "gpt,        2025-12-31T23:59:59.999Z, 1,       1,       -1",
            "gpt-4,      2026-01-01T00:00:00Z,     1000000, 0,       10000000000",
            "gpt-mini-7, 2026-01-01T00:00:00Z,     1000000, 7,       7000",
            "other,      2026-01-01T00:00:00Z,     1,       1,       -1",
            "gp,         2026-01-01T00:00:00Z,     1,       1,       -1",
            ",           2026-01-01T00:00:00Z,     1,       1,       -1"
        })
        void says_what_tokens_cost_at_a_time(@Nullable String model, Instant at, long input, long output, long nanos)
                throws Exception {
            assertThat(read(TABLE).costNanos(model, at.toEpochMilli(), input, output, 0, 0))
                    .isEqualTo(nanos);
        }

        @ParameterizedTest
        @CsvSource({
            "1000000, 400000, 100000, 0.665000500000, of which parts are cached",
            "1000000, 0,      0,      1.000001000000, of which none is",
            "1000000, 2000000, 500,   0.100000000000, of which more is than there is",
            "1000000, 700000, 700000, 0.445000000000, of which parts are more than the whole",
            "-5,      3,      3,      0.000000000000, that cannot be",
            "1000000, -1,     -1,     1.000001000000, of which parts cannot be"
        })
        void counts_cached_tokens_as_parts_of_the_input(long input, long read, long written, String cost)
                throws Exception {
            long at = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

            assertThat(read(TABLE).exactCost("gpt", at, input, 0, read, written))
                    .isEqualTo(new BigDecimal(cost));
            assertThat(read(TABLE).costNanos("gpt", at, input, 0, read, written))
                    .isEqualTo(new BigDecimal(cost).movePointRight(9).longValueExact());
        }

        @Test
        void names_itself() throws Exception {
            PriceTable table = read(TABLE);

            assertThat(table.version()).isEqualTo("v1");
            assertThat(table.currency()).isEqualTo("EUR");
        }

        @Test
        void forgets_no_price_when_more_models_come_than_it_remembers() throws Exception {
            PriceTable table = read(TABLE);
            for (int i = 0; i < 20_000; i++) {
                assertThat(table.costNanos("gpt-" + i, 1_800_000_000_000L, 1, 0, 0, 0))
                        .isEqualTo(10_000);
            }
        }
    }

    @Test
    void has_a_limit_to_what_anything_costs() throws Exception {
        PriceTable table =
                read(HEAD + "  - {model: dear, from: 2020-01-01T00:00:00Z, input: 1000000, output: 1000000}\n");

        assertThat(table.costNanos("dear", 1_800_000_000_000L, 899_999_999, 1, 0, 0))
                .isEqualTo(900_000_000_000_000_000L);
        assertThat(table.costNanos("dear", 1_800_000_000_000L, 899_999_998, 1, 0, 0))
                .isEqualTo(899_999_999_000_000_000L);
        assertThat(table.costNanos("dear", 1_800_000_000_000L, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0))
                .isEqualTo(900_000_000_000_000_000L);
    }

    @Test
    void may_know_nothing_at_all() {
        assertThat(PriceTable.NONE.version()).isEqualTo("none");
        assertThat(PriceTable.NONE.costNanos("gpt", 0, 1, 1, 0, 0)).isEqualTo(-1);
        assertThat(PriceTable.NONE.exactCost("gpt", 0, 1, 1, 0, 0)).isNull();
    }

    @Nested
    @DisplayName("with mistakes")
    class Mistakes {

        @Test
        void names_all_that_break_its_form_at_once() throws Exception {
            write("""
                    version: 7
                    currency: euro
                    prises: []
                    prices:
                      - {model: a, from: 2026-01-01T00:30:00Z, input: -1, output: 1000001}
                      - {model: a*b, from: 2026-01-01T00:00:00Z, input: 0.0000001, output: "1", cash_read: 1}
                      - {model: c}
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "prices.yaml:1: version: number 7 (expected: a value of type string)",
                            "prices.yaml:2: currency: text \"euro\" (expected: an ISO 4217 code)",
                            "prices.yaml:3: has a field \"prises\" (expected: none of that name; did you mean prices?)",
                            "prices.yaml:5: prices[0].from: text \"2026-01-01T00:30:00Z\" (expected: a whole hour in UTC such as"
                                    + " 2026-01-05T00:00:00Z)",
                            "prices.yaml:5: prices[0].input: number -1 (expected: >= 0)",
                            "prices.yaml:5: prices[0].output: number 1000001 (expected: <= 1000000)",
                            "prices.yaml:6: prices[1]: has a field \"cash_read\" (expected: none of that name; did you mean"
                                    + " cache_read?)",
                            "prices.yaml:6: prices[1].input: number 1E-7 (expected: a multiple of 0.000001)",
                            "prices.yaml:6: prices[1].model: text \"a*b\" (expected: text like ^[^\\p{Cc}*]*\\*?$)",
                            "prices.yaml:6: prices[1].output: text \"1\" (expected: a value of type number)",
                            "prices.yaml:7: prices[2]: from is missing (expected: stated)",
                            "prices.yaml:7: prices[2]: input is missing (expected: stated)",
                            "prices.yaml:7: prices[2]: output is missing (expected: stated)");
        }

        @Test
        void names_gaps_overlaps_and_times_beside_what_breaks_the_form_but_no_gap_where_an_entry_cannot_be_read()
                throws Exception {
            write("""
                    version: 7
                    currency: ZZZ
                    prices:
                      - {model: a, from: 2026-01-01T00:00:00Z, until: 2026-02-01T00:00:00Z, input: -1, output: 1}
                      - {model: a, from: 2026-03-01T00:00:00Z, input: 1, output: 1}
                      - {model: b, from: 2026-01-01T00:00:00Z, until: 2026-02-01T00:00:00Z, input: 1, output: 1}
                      - {model: b, from: 2026-02-01T00:30:00Z, until: 2026-03-01T00:00:00Z, input: 1, output: 1}
                      - {model: b, from: 2026-03-01T00:00:00Z, input: 1, output: 1}
                      - {model: b, from: 2026-04-01T00:00:00Z, input: 1, output: 1, cash_read: 1}
                      - {model: c, from: 2026-02-30T00:00:00Z, input: 1, output: 1}
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "prices.yaml:1: version: number 7 (expected: a value of type string)",
                            "prices.yaml:2: currency: \"ZZZ\" (expected: an ISO 4217 code)",
                            "prices.yaml:4: prices[0].input: number -1 (expected: >= 0)",
                            "prices.yaml:5: prices[1].from: leaves a gap after prices[0] in line 4, which holds until"
                                    + " 2026-02-01T00:00:00Z (expected: from 2026-02-01T00:00:00Z, or until"
                                    + " 2026-03-01T00:00:00Z there)",
                            "prices.yaml:7: prices[3].from: text \"2026-02-01T00:30:00Z\" (expected: a whole hour in UTC such"
                                    + " as 2026-01-05T00:00:00Z)",
                            "prices.yaml:9: prices[5]: has a field \"cash_read\" (expected: none of that name; did you mean"
                                    + " cache_read?)",
                            "prices.yaml:9: prices[5].from: overlaps prices[4] in line 8, which holds for ever (expected: until"
                                    + " 2026-04-01T00:00:00Z there)",
                            "prices.yaml:10: prices[6].from: no such day or hour (expected: a whole hour in UTC such as"
                                    + " 2026-01-05T00:00:00Z)");
        }

        @Test
        void names_both_places_of_a_gap_and_of_an_overlap() throws Exception {
            write(HEAD + """
                      - {model: late, from: 2026-03-01T00:00:00Z, input: 1, output: 1}
                      - {model: late, from: 2026-01-01T00:00:00Z, until: 2026-02-01T00:00:00Z, input: 1, output: 1}
                      - {model: both, from: 2026-01-01T00:00:00Z, until: 2026-02-01T00:00:00Z, input: 1, output: 1}
                      - {model: both, from: 2026-01-31T23:00:00Z, input: 1, output: 1}
                      - {model: ever, from: 2026-01-01T00:00:00Z, input: 1, output: 1}
                      - {model: ever, from: 2026-01-01T00:00:00Z, input: 2, output: 1}
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "prices.yaml:4: prices[0].from: leaves a gap after prices[1] in line 5, which holds until"
                                    + " 2026-02-01T00:00:00Z (expected: from 2026-02-01T00:00:00Z, or until 2026-03-01T00:00:00Z"
                                    + " there)",
                            "prices.yaml:7: prices[3].from: overlaps prices[2] in line 6, which holds until 2026-02-01T00:00:00Z"
                                    + " (expected: until 2026-01-31T23:00:00Z there)",
                            "prices.yaml:9: prices[5].from: overlaps prices[4] in line 8, which holds for ever (expected: until"
                                    + " 2026-01-01T00:00:00Z there)");
        }

        @Test
        void names_times_and_currencies_that_are_none() throws Exception {
            write("""
                    version: v1
                    currency: ZZZ
                    prices:
                      - {model: a, from: 2026-02-30T00:00:00Z, input: 1, output: 1}
                      - {model: b, from: 2026-02-01T00:00:00Z, until: 2026-02-01T00:00:00Z, input: 1, output: 1}
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "prices.yaml:2: currency: \"ZZZ\" (expected: an ISO 4217 code)",
                            "prices.yaml:4: prices[0].from: no such day or hour (expected: a whole hour in UTC such as"
                                    + " 2026-01-05T00:00:00Z)",
                            "prices.yaml:5: prices[1].until: not after from (expected: a later hour, or none)");
        }

        @Test
        void tells_what_is_no_table() throws Exception {
            write("");
            assertThat(mistakes()).containsExactly("prices.yaml:1: empty (expected: version, currency and prices)");

            write("version: v1\ncurrency: USD\nprices: []\n");
            assertThat(mistakes())
                    .containsExactly("prices.yaml:3: prices: an array of 0 (expected: at least 1 entries)");
        }
    }

    private PriceTable read(String yaml) throws Exception {
        return PriceTable.read(write(yaml));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("prices.yaml"), yaml);
    }

    private List<String> mistakes() {
        InvalidPricesException invalid = catchThrowableOfType(
                InvalidPricesException.class, () -> PriceTable.read(folder.resolve("prices.yaml")));
        assertThat(invalid).isNotNull();
        return invalid.mistakes().stream().map(Mistake::toString).toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keysurge.yaml.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A price table that extends another")
class ExtendedPricesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void listPrices() throws IOException {
        write("shared/list.yaml", """
                version: list
                currency: USD
                prices:
                  - {model: gpt, from: 2026-01-01T00:00:00Z, until: 2026-03-01T00:00:00Z, input: 10, output: 10}
                  - {model: gpt, from: 2026-03-01T00:00:00Z, until: 2026-12-01T00:00:00Z, input: 20, output: 20}
                  - {model: gpt-*, from: 2026-01-01T00:00:00Z, input: 30, output: 30}
                  - {model: other, from: 2026-01-01T00:00:00Z, input: 40, output: 40}
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt,   2026-01-31T23:59:59.999Z, 10, before the contract",
        "gpt,   2026-02-01T00:00:00Z,     1,  from its first hour",
        "gpt,   2026-03-31T23:59:59.999Z, 1,  to its last",
        "gpt,   2026-04-01T00:00:00Z,     20, between two contracts",
        "gpt,   2026-05-01T00:00:00Z,     2,  under the next",
        "gpt,   2027-01-01T00:00:00Z,     2,  when the list has no price any more",
        "gpt-5, 2026-02-01T00:00:00Z,     30, of another name",
        "other, 2026-02-01T00:00:00Z,     40, of which it says nothing",
        "mine,  2026-02-01T00:00:00Z,     3,  of which only it does"
    })
    void has_its_own_price_where_it_states_one_and_the_others_everywhere_else(
            String model, Instant at, long price, String when) throws Exception {
        write("own.yaml", """
                version: contract
                extends: shared/list.yaml
                currency: USD
                prices:
                  - {model: gpt, from: 2026-05-01T00:00:00Z, input: 2, output: 2}
                  - {model: gpt, from: 2026-02-01T00:00:00Z, until: 2026-04-01T00:00:00Z, input: 1, output: 1}
                  - {model: mine, from: 2026-01-01T00:00:00Z, input: 3, output: 3}
                """);

        assertThat(read().costNanos(model, at.toEpochMilli(), 1_000_000, 0, 0, 0))
                .as(when)
                .isEqualTo(price * 1_000_000_000);
    }

    @Test
    void says_which_versions_it_is_made_of_over_any_number_of_levels() throws Exception {
        write("shared/discount.yaml", """
                version: discount
                extends: list.yaml
                currency: USD
                prices: [{model: gpt, from: 2026-01-01T00:00:00Z, input: 5, output: 5}]
                """);
        write("own.yaml", """
                version: contract
                extends: shared/discount.yaml
                currency: USD
                prices: [{model: other, from: 2026-01-01T00:00:00Z, input: 4, output: 4}]
                """);

        PriceTable table = read();

        long at = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
        assertThat(table.version()).isEqualTo("list+discount+contract");
        assertThat(table.costNanos("gpt", at, 1_000_000, 0, 0, 0)).isEqualTo(5_000_000_000L);
        assertThat(table.costNanos("other", at, 1_000_000, 0, 0, 0)).isEqualTo(4_000_000_000L);
        assertThat(table.costNanos("gpt-5", at, 1_000_000, 0, 0, 0)).isEqualTo(30_000_000_000L);
    }

    @Nested
    @DisplayName("with mistakes")
    class Mistakes {

        @Test
        void is_to_blame_for_gaps_between_its_prices_and_the_others_and_for_its_own_overlaps() throws Exception {
            write("own.yaml", """
                    version: contract
                    extends: shared/list.yaml
                    currency: USD
                    prices:
                      - {model: gpt, from: 2025-01-01T00:00:00Z, until: 2025-12-01T00:00:00Z, input: 1, output: 1}
                      - {model: gpt, from: 2027-01-01T00:00:00Z, input: 1, output: 1}
                      - {model: other, from: 2026-02-01T00:00:00Z, until: 2026-03-01T00:00:00Z, input: 1, output: 1}
                      - {model: other, from: 2026-02-28T00:00:00Z, input: 1, output: 1}
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "own.yaml:5: prices[0].until: leaves a gap before prices[0] in line 4 of shared/list.yaml, which"
                                    + " holds from 2026-01-01T00:00:00Z (expected: until 2026-01-01T00:00:00Z)",
                            "own.yaml:6: prices[1].from: leaves a gap after prices[1] in line 5 of shared/list.yaml, which holds"
                                    + " until 2026-12-01T00:00:00Z (expected: from 2026-12-01T00:00:00Z, or until"
                                    + " 2027-01-01T00:00:00Z there)",
                            "own.yaml:8: prices[3].from: overlaps prices[2] in line 7, which holds until 2026-03-01T00:00:00Z"
                                    + " (expected: until 2026-02-28T00:00:00Z there)");
        }

        @Test
        void names_those_of_every_file_at_once() throws Exception {
            write("shared/list.yaml", """
                    version: list
                    currency: USD
                    prices:
                      - {model: gpt, from: 2026-01-01T00:00:00Z, input: -1, output: 1}
                      - {model: gpt, from: 2026-02-01T00:00:00Z, input: 1, output: 1}
                    """);
            write("own.yaml", """
                    version: contract
                    extends: shared/list.yaml
                    currency: EUR
                    prises: []
                    prices: [{model: gpt, from: 2026-01-01T00:00:00Z, input: 1, output: 1}]
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "own.yaml:3: currency: EUR (expected: USD, as in the table that this one extends)",
                            "own.yaml:4: has a field \"prises\" (expected: none of that name; did you mean prices?)",
                            "shared/list.yaml:4: prices[0].input: number -1 (expected: >= 0)",
                            "shared/list.yaml:5: prices[1].from: overlaps prices[0] in line 4, which holds for ever (expected:"
                                    + " until 2026-02-01T00:00:00Z there)");
        }

        @Test
        void goes_round_in_no_circle() throws Exception {
            write("shared/list.yaml", """
                    version: list
                    extends: ../own.yaml
                    currency: USD
                    prices: [{model: gpt, from: 2026-01-01T00:00:00Z, input: 1, output: 1}]
                    """);
            write("own.yaml", """
                    version: contract
                    extends: shared/list.yaml
                    currency: USD
                    prices: [{model: gpt, from: 2026-01-01T00:00:00Z, input: 1, output: 1}]
                    """);

            assertThat(mistakes())
                    .containsExactly(
                            "shared/list.yaml:2: extends: \"../own.yaml\" extends this one (expected: no circle)");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                nowhere.yaml | "nowhere.yaml" is no file (expected: a price table, relative to this one)
                shared       | "shared" is no file (expected: a price table, relative to this one)
                7            | number 7 (expected: a value of type string)
                own.yaml     | "own.yaml" extends this one (expected: no circle)
                """)
        void names_what_it_cannot_extend(String file, String rule) throws Exception {
            write(
                    "own.yaml",
                    "version: contract\nextends: " + file
                            + "\ncurrency: USD\nprices: [{model: a, from: 2026-01-01T00:00:00Z, input: 1, output: 1}]\n");

            assertThat(mistakes()).containsExactly("own.yaml:2: extends: " + rule);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private PriceTable read() throws Exception {
        return PriceTable.read(folder.resolve("own.yaml"));
    }

    private List<String> mistakes() {
        InvalidPricesException invalid = catchThrowableOfType(InvalidPricesException.class, this::read);
        assertThat(invalid).isNotNull();
        return invalid.mistakes().stream().map(Mistake::toString).toList();
    }
}

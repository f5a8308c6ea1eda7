// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import io.keysurge.imports.Fingerprints;
import io.keysurge.imports.ImportSettings;
import io.keysurge.load.Line.Bad;
import io.keysurge.load.Line.Good;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Somebody's CSV")
class CsvFormatTest {

    private static final Path AZURE = Path.of("../../shared/data/azure/AzureLLMInferenceTrace_conv.csv.gz");

    /** What awk counts. */
    private static final int AZURE_ROWS = 19_366;

    private static final long AZURE_INPUT = 22_361_870;
    private static final long AZURE_OUTPUT = 4_088_665;

    private static final String LEAST = """
            zone: UTC
            fields:
              occurred_at: {column: time}
              identity_id: {column: who}
              input_tokens: {column: in}
              output_tokens: {column: out}
            """;

    @TempDir
    private Path folder;

    @Nested
    @DisplayName("by a mapping of its columns")
    class Mapped {

        @Test
        void fills_every_field_from_a_column_or_a_constant() {
            String mapping = """
                    delimiter: ";"
                    zone: Europe/Berlin
                    fields:
                      event_id: {column: id}
                      occurred_at: {column: ended}
                      identity_id: {column: bot}
                      identity_kind: {constant: agent}
                      application_id: {column: app}
                      model: {column: model}
                      environment: {constant: production}
                      input_tokens: {column: in}
                      output_tokens: {column: out}
                      cache_read_tokens: {column: cached}
                      request_count: {column: calls}
                      cost: {column: euro}
                      currency: {constant: EUR}
                      gateway_cache_hit: {column: replay}
                      status: {column: code}
                    attributes:
                      ticket: {column: ticket}
                    """;
            String csv = "id;ended;bot;app;model;in;out;cached;calls;euro;replay;code;ticket;more\n"
                    + "e-1;2026-03-01 13:00:01;crawler;\"web; shop\";gpt-4o;100;20;60;2;0.0123;true;429;T-1;x\n"
                    + "e-2;2026-03-01T12:00:02Z;crawler;;gpt-4o;100;20;;;;;;;\n";

            List<Line> lines = read(mapping, csv);

            UsageEvent event = ((Good) lines.get(0)).event();
            assertThat(event.getEventId()).isEqualTo("e-1");
            assertThat(event.getOccurredAt()).isEqualTo("2026-03-01T12:00:01Z");
            assertThat(event.getIdentityKind()).isEqualTo(IdentityKind.AGENT);
            assertThat(event.getApplicationId()).isEqualTo("web; shop");
            assertThat(event.getEnvironment()).isEqualTo("production");
            assertThat(event.getInputTokens()).isEqualTo(100);
            assertThat(event.getCacheReadTokens()).isEqualTo(60);
            assertThat(event.getRequestCount()).isEqualTo(2);
            assertThat(event.getCost()).isEqualByComparingTo(new BigDecimal("0.0123"));
            assertThat(event.getCurrency()).isEqualTo("EUR");
            assertThat(event.getGatewayCacheHit()).isTrue();
            assertThat(event.getStatus()).isEqualTo("rate_limited");
            assertThat(event.getAttributes()).isEqualTo(Map.of("ticket", "T-1"));
            assertThat(((Good) lines.get(1)).event().getRequestCount()).isEqualTo(1);
            assertThat(((Good) lines.get(1)).event().getApplicationId()).isNull();
        }

        @Test
        void may_have_no_header_and_tabs_between_its_values() {
            String mapping = "delimiter: \"\t\"\ncolumns: [time, who, in, out]\n" + LEAST;

            assertThat(read(mapping, "1772366401\tbot\t1\t2\n1772366401500\tbot\t1\t2\n"))
                    .hasSize(2)
                    .hasOnlyElementsOfType(Good.class);
        }

        @Test
        void counts_what_was_cached_within_the_input_where_it_stands_beside_it() {
            String mapping = "cache_beside_input: true\n" + LEAST
                    + "  cache_read_tokens: {column: read}\n  cache_write_tokens: {column: written}\n";

            List<Line> lines = read(mapping, "time,who,in,out,read,written\n1772366401,bot,10,1,5,3\n");

            assertThat(((Good) lines.get(0)).event().getInputTokens()).isEqualTo(18);
        }
    }

    @Nested
    @DisplayName("without ids")
    class Ids {

        private static final String ROWS = "1772366401,bot,10,1\n1772366401,bot,10,1\n1772366401,bot,11,1\n"
                + "1772366402,bot,10,1\n1772366401,other,10,1\n";

        @Test
        void gets_one_for_each_row_however_much_the_rows_are_alike() {
            List<Line> lines = read(LEAST, "time,who,in,out\n" + ROWS);

            assertThat(lines)
                    .extracting(CsvFormatTest::id)
                    .doesNotHaveDuplicates()
                    .hasSize(5);
        }

        @Test
        void gets_the_same_ones_again_whatever_the_order_of_its_columns() {
            List<Line> lines = read(LEAST, "time,who,in,out\n" + ROWS);
            String turned = ROWS.replaceAll("(?m)^(\\d+),(\\w+),(\\d+),(\\d+)$", "$4,$2,$1,$3");

            assertThat(read(LEAST, "out,who,time,in\n" + turned))
                    .extracting(CsvFormatTest::id)
                    .isEqualTo(lines.stream().map(CsvFormatTest::id).toList());
        }
    }

    @Nested
    @DisplayName("with something wrong in it")
    class Wrong {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(delimiter = '|', textBlock = """
            yesterday,bot,1,1    | occurred_at (column time)
            ,bot,1,1             | occurred_at (column time)
            1772366401,,1,1      | identity_id (column who)
            1772366401,bot,x,1   | input_tokens (column in)
            1772366401,bot,1.5,1 | input_tokens (column in)
            1772366401,bot,-1,1  | input_tokens (column in)
            1772366401,bot,,1    | input_tokens (column in)
            1772366401,bot,1     | line
            1772366401,bot,1,1,1 | line
            "1772366401,bot,1,1  | line
            1772366401,sk-abcdefghij123456,1,1 | identity_id
            1272366401,bot,1,1   | occurred_at
            """)
        void refuses_the_row_with_the_field_and_its_column(String row, String field) {
            List<Line> lines = read(LEAST, "time,who,in,out\n" + row + "\n1772366401,bot,1,1\n");

            assertThat(lines.get(0)).isInstanceOfSatisfying(Bad.class, bad -> {
                assertThat(bad.field()).isEqualTo(field);
                assertThat(bad.why()).contains("expected");
                assertThat(bad.line()).isEqualTo(2);
            });
            assertThat(lines.get(1)).isInstanceOf(Good.class);
        }

        @Test
        void refuses_local_times_without_a_zone_stated_here_or_there() {
            String zoneless = LEAST.replace("zone: UTC\n", "");
            String csv = "time,who,in,out\n2026-03-01 12:00:01,bot,1,1\n";

            assertThat(((Bad) read(zoneless, csv).get(0)).why()).contains("names no zone");
            assertThat(read(LEAST, csv)).hasOnlyElementsOfType(Good.class);
        }

        @Test
        void says_all_columns_that_the_header_does_not_have() {
            assertThatThrownBy(() -> read(LEAST, "tme,who,input\n"))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageContaining("no column \"in\" for input_tokens")
                    .hasMessageContaining("\"out\" for output_tokens")
                    .hasMessageContaining("\"time\" for occurred_at; did you mean tme?");
        }

        @Test
        void and_a_raw_key_gives_its_keyed_hash_under_a_pepper_and_is_refused_without() {
            String mapping = LEAST + "  credential_fingerprint: {column: key}\n";
            String csv = "time,who,in,out,key\n1772366401,bot,1,1,sk-abcdefghij123456\n";
            Fingerprints fingerprints = Fingerprints.under("a pepper of some length");
            var peppered = new ImportSettings(List.of(), null, null, fingerprints, null);

            Line refused = read(mapping, csv).get(0);
            Line good = read(mapping, csv, peppered).get(0);

            assertThat(((Bad) refused).field()).isEqualTo("credential_fingerprint (column key)");
            assertThat(((Good) good).event().getCredentialFingerprint())
                    .isEqualTo(fingerprints.of("sk-abcdefghij123456"));
        }
    }

    @Test
    void as_azure_publishes_it_is_read_by_the_mapping_that_comes_along() throws URISyntaxException {
        assumeTrue(Files.exists(AZURE), AZURE + " is not there: the traces are not part of the project");
        Path mapping = Path.of(Objects.requireNonNull(getClass().getResource("/csv-mapping-azure.yaml"))
                .toURI());

        List<Line> lines = UsageFiles.read(AZURE, format(mapping, ImportSettings.NONE));

        assertThat(lines).hasOnlyElementsOfType(Good.class).hasSize(AZURE_ROWS);
        assertThat(lines).extracting(CsvFormatTest::id).doesNotHaveDuplicates();
        assertThat(lines.stream()
                        .mapToLong(line -> ((Good) line).event().getInputTokens())
                        .sum())
                .isEqualTo(AZURE_INPUT);
        assertThat(lines.stream()
                        .mapToLong(line -> ((Good) line).event().getOutputTokens())
                        .sum())
                .isEqualTo(AZURE_OUTPUT);
        UsageEvent first = ((Good) lines.get(0)).event();
        assertThat(first.getOccurredAt()).isEqualTo("2023-11-16T18:15:46.680Z");
        assertThat(first.getIdentityId()).isEqualTo("azure-conversation");
    }

    @Nested
    @DisplayName("with keys in a column that is named so")
    class Keys {

        private static final String MAPPING = LEAST.replace("{column: who}", "{column: API Key}")
                + "  credential_fingerprint: {column: API Key}\nattributes:\n  token: {column: t}\n";
        private static final String ROW = "time,API Key,in,out,t\n1772366401,correct-horse,10,1,battery-staple\n";

        @Test
        void refuses_its_rows_without_a_pepper_and_keeps_no_key() {
            assertThat(read(MAPPING, ROW)).singleElement().isInstanceOfSatisfying(Bad.class, bad -> {
                assertThat(bad.why()).contains("credential.pepper");
                assertThat(bad.toString()).doesNotContain("correct-horse").doesNotContain("battery-staple");
            });
        }

        @Test
        void carries_their_keyed_hashes_with_one_and_makes_no_other_hash_of_them() {
            Fingerprints pepper = Fingerprints.under("a pepper of some length");
            Fingerprints other = Fingerprints.under("another pepper of some length");
            var event = event(pepper);

            assertThat(event.getIdentityId()).isEqualTo(pepper.of("correct-horse"));
            assertThat(event.getCredentialFingerprint()).isEqualTo(pepper.of("correct-horse"));
            assertThat(event.getAttributes()).containsEntry("token", pepper.of("battery-staple"));
            assertThat(event.getEventId())
                    .isEqualTo(event(pepper).getEventId())
                    .isNotEqualTo(event(other).getEventId());
        }

        @Test
        void and_takes_no_column_for_one_that_holds_numbers() {
            String mapping = LEAST.replace("{column: in}", "{column: prompt_token}");

            assertThat(read(mapping, "time,who,prompt_token,out\n1772366401,bot,12,1\n"))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Good.class,
                            good -> assertThat(good.event().getInputTokens()).isEqualTo(12));
            assertThat(read(mapping, "time,who,prompt_token,out\n1772366401,bot,correct-horse,1\n"))
                    .singleElement()
                    .isInstanceOfSatisfying(Bad.class, bad -> {
                        assertThat(bad.field()).isEqualTo("input_tokens (column prompt_token)");
                        assertThat(bad.why()).contains("credential.pepper");
                        assertThat(bad.toString()).doesNotContain("correct-horse");
                    });
        }

        private UsageEvent event(Fingerprints fingerprints) {
            var settings = new ImportSettings(List.of(), null, null, fingerprints, null);
            return ((Good) read(MAPPING, ROW, settings).get(0)).event();
        }
    }

    @Test
    void keeps_of_refused_rows_what_is_mapped_and_nothing_of_what_cannot_be_read() {
        List<Line> lines = read(LEAST, "time,who,in,out,note\n1772366401,bot,ten,1,private\n1772366401,bot,private\n");

        assertThat(((Bad) lines.get(0)).text())
                .contains("\"identity_id\":\"bot\"")
                .doesNotContain("private");
        assertThat(((Bad) lines.get(1)).text()).startsWith("{\"left_out\":\"cannot be read\",\"bytes\":22,");
    }

    private static String id(Line line) {
        return ((Good) line).event().getIdentityId() + " "
                + ((Good) line).event().getEventId();
    }

    private List<Line> read(String mapping, String csv) {
        return read(mapping, csv, ImportSettings.NONE);
    }

    private List<Line> read(String mapping, String csv, ImportSettings settings) {
        Path file = UsageFiles.write(folder, "mapping.yaml", mapping.getBytes(StandardCharsets.UTF_8));
        return UsageFiles.read(UsageFiles.write(folder, csv), format(file, settings));
    }

    private static UsageFormat format(Path mapping, ImportSettings settings) {
        try {
            return new CsvFormat(settings, CsvMappingFile.read(mapping));
        } catch (IOException | InvalidMappingException e) {
            throw new AssertionError(e);
        }
    }
}

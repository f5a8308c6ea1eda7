// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.imports.ImportSettings;
import io.keysurge.load.Line.Bad;
import io.keysurge.load.Line.Good;
import io.keysurge.load.Line.Skipped;
import io.keysurge.usage.RefusalReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file of another system's JSON")
class PayloadFileTest {

    private static final UsageFormat LITELLM =
            UsageFormat.named("litellm", ImportSettings.NONE).orElseThrow();
    private static final UsageFormat OTEL =
            UsageFormat.named("otel", ImportSettings.NONE).orElseThrow();

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    @Nested
    @DisplayName("holds its records")
    class Shapes {

        @Test
        void a_line_each() {
            assertThat(read(log(1) + "\n" + log(2) + "\n\n" + log(3)))
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: e-1", "2: e-2", "4: e-3");
        }

        @Test
        void with_whatever_ends_of_lines() {
            assertThat(read(log(1) + "\r\n" + log(2) + "\n" + log(3) + "\r" + log(4) + "\r\n"))
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: e-1", "2: e-2", "3: e-3", "3: e-4");
        }

        @Test
        void in_an_array_over_several_lines() {
            assertThat(read("[\n" + log(1) + ",\n" + log(2) + "\n]\n"))
                    .extracting(PayloadFileTest::told)
                    .containsExactly("2: e-1", "3: e-2");
        }

        @Test
        void in_an_array_on_one_line_or_several_arrays() {
            assertThat(read("[" + log(1) + "," + log(2) + "]\n[" + log(3) + "][]"))
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: e-1", "1: e-2", "2: e-3");
        }

        @Test
        void spread_out_for_people() {
            String spread = log(1).replace("{", "{\n  ").replace(",", ",\n  ").replace("}", "\n}");

            assertThat(read("\n" + spread + "\n" + spread))
                    .extracting(PayloadFileTest::told)
                    .containsExactly("2: e-1", "11: e-1");
        }

        @Test
        void in_pages_of_which_one_says_that_there_are_more() {
            String page = "{\"total_pages\":2,\"page\":1,\"data\":[" + log(1) + ",\n" + log(2) + "]}";

            assertThat(read("[" + page + "," + page + "]"))
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: e-1", "2: e-2", "2: e-1", "3: e-2");
            assertThat(warnings).singleElement().asString().endsWith("page 1 of 2 (expected: the others too)");
        }

        @Test
        void behind_a_byte_order_mark() {
            assertThat(read("\uFEFF" + log(1)))
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: e-1");
        }

        @Test
        void in_utf_16_with_its_byte_order_mark() {
            String text = "\uFEFF" + log(1).replace("bot", "b\u00f6t \ud83d\ude80") + "\n" + log(2);

            for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                List<Line> lines = read(text.getBytes(charset));
                assertThat(lines).extracting(PayloadFileTest::told).containsExactly("1: e-1", "2: e-2");
                assertThat(((Good) lines.get(0)).event().getIdentityId()).isEqualTo("b\u00f6t \ud83d\ude80");
            }
        }

        @Test
        void compressed() {
            assertThat(read(UsageFiles.gzip(log(1) + "\n" + log(2)))).hasSize(2);
        }
    }

    @Nested
    @DisplayName("with something wrong in it")
    class Wrong {

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "not json",
                    "{\"id\":\"x\",",
                    "{\"id\":\"x",
                    "{\"id\":",
                    "{\"id\":{\"a\":[",
                    "{\"id\":\"x\"}}",
                    "]",
                    "42",
                    "\"text\"",
                    "{\"id\":\"x\"}"
                })
        void refuses_that_line_alone_where_each_line_is_a_document(String wrong) {
            List<Line> lines = read(log(1) + "\n" + wrong + "\n" + log(3) + "\n" + log(4) + "\n");

            assertThat(lines)
                    .filteredOn(Good.class::isInstance)
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: e-1", "3: e-3", "4: e-4");
            assertThat(lines).filteredOn(Bad.class::isInstance).isNotEmpty().allSatisfy(line -> {
                assertThat(line.line()).isEqualTo(2);
                assertThat(((Bad) line).why()).contains("expected");
            });
        }

        @ParameterizedTest(name = "{0} characters")
        @ValueSource(ints = {10, 70_000, 200_000})
        void keeps_of_a_line_that_is_no_json_its_length_and_its_hash_alone(int length) throws Exception {
            String wrong = "{\"prompt\": \"" + "private".repeat(length / 7) + "\", }";
            List<Line> lines = read(log(1) + "\n" + wrong + "\n" + log(3) + "\n" + wrong);

            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(wrong.getBytes(StandardCharsets.UTF_8)));
            assertThat(lines)
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: e-1", "2: line", "3: e-3", "4: line");
            for (int bad : new int[] {1, 3}) {
                assertThat(((Bad) lines.get(bad)).text())
                        .isEqualTo("{\"left_out\":\"cannot be read\",\"bytes\":" + wrong.length() + ",\"sha256\":\""
                                + hash + "\"}");
            }
        }

        @Test
        void tells_the_mend_of_a_raw_key_once() {
            String raw = log(1).replace("\"bot\"", "\"sk-abcdefghij123456\"");

            assertThat(((Bad) read(raw).get(0)).why()).containsOnlyOnce(RefusalReason.RAW_CREDENTIAL.mend());
        }

        @Test
        void refuses_a_first_line_that_was_cut_off() {
            assertThat(read(log(1).substring(0, 40) + "\n" + log(2) + "\n" + log(3)))
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: line", "2: e-2", "3: e-3");
        }

        @ParameterizedTest(name = "with {0} line ends after it")
        @ValueSource(ints = {0, 1, 2})
        void refuses_a_last_line_that_was_cut_off(int ends) {
            assertThat(read(log(1) + "\n" + log(2).substring(0, 40) + "\n".repeat(ends)))
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: e-1", "2: line");
        }

        @Test
        void refuses_a_record_of_an_array_alone() {
            List<Line> lines = read("[" + log(1) + ",\n{\"id\":\"x\",\"messages\":\"private\"},\n7,\n" + log(2) + "]");

            assertThat(lines)
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: e-1", "2: [1].startTime", "3: [2]", "4: e-2");
            assertThat(((Bad) lines.get(1)).text()).contains("\"id\":\"x\"").doesNotContain("private");
        }

        @Test
        void takes_what_stands_before_a_mistake_within_an_array_over_several_lines() {
            List<Line> lines = new ArrayList<>();

            assertThatThrownBy(() -> read("[\n" + log(1) + ",\n" + log(2) + "\n" + log(3) + "]", lines))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageContaining("line 4: not valid JSON")
                    .hasMessageContaining("the document that begins in line 1");
            assertThat(lines).extracting(PayloadFileTest::told).containsExactly("2: e-1", "3: e-2");
        }

        @Test
        void takes_what_stands_before_its_end_when_it_ends_within_an_array() {
            List<Line> lines = new ArrayList<>();

            assertThatThrownBy(() -> read("[\n" + log(1) + ",\n" + log(2), lines))
                    .hasMessageContaining(
                            "ends within a JSON document (expected: the whole of it), which begins in line 1");
            assertThat(lines).extracting(PayloadFileTest::told).containsExactly("2: e-1", "3: e-2");
        }

        @Test
        void takes_what_stands_before_the_place_where_the_gzip_data_was_cut_off() {
            String many =
                    IntStream.range(0, 20_000).mapToObj(PayloadFileTest::log).collect(Collectors.joining("\n"));
            byte[] whole = UsageFiles.gzip(many);
            List<Line> lines = new ArrayList<>();

            assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2), lines))
                    .hasMessageContaining("the gzip data is cut off here");
            assertThat(lines).hasSizeGreaterThan(1_000);
        }

        @Test
        void says_so_of_a_line_that_is_not_utf_8() {
            byte[] latin = (log(1).replace("bot", "b\u00f6t") + "\n" + log(2)).getBytes(StandardCharsets.ISO_8859_1);
            List<Line> lines = read(latin);

            assertThat(lines).extracting(PayloadFileTest::told).containsExactly("1: line", "2: e-2");
            assertThat(((Bad) lines.get(0)).why()).startsWith("not UTF-8 text");
        }

        @Test
        void says_so_of_utf_16_without_its_byte_order_mark() {
            List<Line> lines = read(log(1).getBytes(StandardCharsets.UTF_16LE));

            assertThat(((Bad) lines.get(0)).why()).startsWith("NUL bytes, as in UTF-16 without a byte order mark");
        }

        @Test
        void refuses_a_record_beyond_all_measure_and_takes_the_next() {
            String prompt = "x".repeat(1024 * 1024);
            String large = log(2).replace(
                            "}}",
                            "}, \"messages\": ["
                                    + IntStream.range(0, 20)
                                            .mapToObj(i -> '"' + prompt + '"')
                                            .collect(Collectors.joining(","))
                                    + "]}");

            List<Line> lines = read(log(1) + "\n" + large + "\n[" + large + "," + log(3) + "]");

            assertThat(lines)
                    .extracting(PayloadFileTest::told)
                    .containsExactly("1: e-1", "2: line", "3: [0]", "3: e-3");
            assertThat(((Bad) lines.get(1)).why()).startsWith("a record of more than 16 MiB");
        }
    }

    @Nested
    @DisplayName("is told")
    class Told {

        @Test
        void the_same_each_time_it_is_read() {
            String content = log(1) + "\n" + log(2);

            assertThat(read(content)).isEqualTo(read(content));
        }

        @Test
        void with_the_record_that_breaks_a_rule_for_usage_events() {
            List<Line> lines = read("[" + log(1) + "," + log(2).replace("1772366402", "1272366402") + "]");

            assertThat(lines.get(1)).isInstanceOfSatisfying(Bad.class, bad -> {
                assertThat(bad.field()).isEqualTo("occurred_at");
                assertThat(bad.text()).contains("\"id\":\"e-2\"").doesNotContain("e-1");
            });
        }

        @Test
        void apart_from_what_is_no_call() {
            assertThat(UsageFiles.read(UsageFiles.write(folder, "{\"resourceMetrics\":[]}\n"), OTEL))
                    .containsExactly(new Skipped(1, "logs or metrics, no traces"));
        }
    }

    private static String log(int number) {
        return "{\"id\":\"e-" + number + "\",\"endTime\":" + (1_772_366_400L + number)
                + ",\"prompt_tokens\":10,\"completion_tokens\":7,\"metadata\":{\"user_api_key_alias\":\"bot\"}}";
    }

    /** Line and event id, or line and field at fault. */
    private static String told(Line line) {
        String what = line instanceof Good good ? good.event().getEventId() : ((Bad) line).field();
        return line.line() + ": " + what;
    }

    private List<Line> read(String content) {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private List<Line> read(byte[] content) {
        List<Line> lines = new ArrayList<>();
        read(content, lines);
        return lines;
    }

    private void read(String content, List<Line> lines) {
        read(content.getBytes(StandardCharsets.UTF_8), lines);
    }

    private void read(byte[] content, List<Line> lines) {
        Path path = UsageFiles.write(folder, "payload.json", content);
        try (UsageFile file = UsageFile.open(path, LITELLM, InstantSource.system(), warnings::add)) {
            file.forEachRemaining(lines::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.UsageEvent;
import io.keysurge.load.Line.Bad;
import io.keysurge.load.Line.Good;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The minutes format")
class MinutesFormatTest {

    @TempDir
    private Path folder;

    @Nested
    @DisplayName("reads a row as one event")
    class ReadsARow {

        @Test
        void with_an_instant_for_the_minute_as_exports_have_it() {
            UsageEvent number = only(UsageFiles.HEADER + "20,3,app-1,agent-7,qwen-max,a/b,ok,11,6055,35\n");
            UsageEvent instant =
                    only(UsageFiles.HEADER + "20,2026-01-05T00:03:00Z,app-1,agent-7,qwen-max,a/b,ok,11,6055,35\n");
            assertThat(instant.getOccurredAt()).isEqualTo(number.getOccurredAt());
            assertThat(only(UsageFiles.HEADER + "20,2025-12-31T23:59:00Z,,,,,ok,11,6055,35\n")
                            .getOccurredAt())
                    .isEqualTo(Instant.parse("2025-12-31T23:59:00Z"));
        }

        @Test
        void without_the_apostrophe_that_keeps_a_spreadsheet_from_running_a_name() {
            UsageEvent event = only(UsageFiles.HEADER + "'=1,3,'-app,''+agent,'model,a/b,ok,11,6055,35\n");
            assertThat(event.getIdentityId()).isEqualTo("=1");
            assertThat(event.getApplicationId()).isEqualTo("-app");
            assertThat(event.getAgentId()).isEqualTo("'+agent");
            assertThat(event.getModel()).isEqualTo("'model");
        }

        @Test
        void with_every_column() {
            UsageEvent event =
                    only(UsageFiles.HEADER + "20,3,app-1,agent-7,qwen-max,AS16509/us-west-2,ok,11,6055,35\n");

            assertThat(event.getIdentityId()).isEqualTo("nhi-20");
            assertThat(event.getOccurredAt()).isEqualTo(Instant.parse("2026-01-05T00:03:00Z"));
            assertThat(event.getApplicationId()).isEqualTo("app-1");
            assertThat(event.getAgentId()).isEqualTo("agent-7");
            assertThat(event.getModel()).isEqualTo("qwen-max");
            assertThat(event.getSource()).isEqualTo("AS16509");
            assertThat(event.getRegion()).isEqualTo("us-west-2");
            assertThat(event.getStatus()).isEqualTo("ok");
            assertThat(event.getRequestCount()).isEqualTo(11);
            assertThat(event.getInputTokens()).isEqualTo(6_055);
            assertThat(event.getOutputTokens()).isEqualTo(35);
        }

        @Test
        void with_the_required_columns_alone_in_any_order() {
            UsageEvent event = only("output_tokens,Minute,identity,calls,input_tokens\n5,1,svc-a,2,7\n");

            assertThat(event.getIdentityId()).isEqualTo("svc-a");
            assertThat(event.getOutputTokens()).isEqualTo(5);
            assertThat(event.getApplicationId()).isNull();
            assertThat(event.getAgentId()).isNull();
            assertThat(event.getModel()).isNull();
            assertThat(event.getSource()).isNull();
            assertThat(event.getRegion()).isNull();
            assertThat(event.getStatus()).isEqualTo("ok");
        }

        @Test
        void with_empty_values_as_unknown() {
            UsageEvent event = only(UsageFiles.HEADER + "20,0,,,,,,1,1,1\n");

            assertThat(event.getApplicationId()).isNull();
            assertThat(event.getSource()).isNull();
            assertThat(event.getStatus()).isEqualTo("ok");
        }

        @Test
        void with_a_network_that_has_a_slash_of_its_own() {
            UsageEvent event = only(UsageFiles.HEADER + "20,0,,,,192.0.2.0/24/eu-west-1,,1,1,1\n");

            assertThat(event.getSource()).isEqualTo("192.0.2.0/24");
            assertThat(event.getRegion()).isEqualTo("eu-west-1");
        }

        @Test
        void with_quoted_values() {
            UsageEvent event = only(UsageFiles.HEADER + "20,0,\"a, or \"\"b\"\"\",,,,,1,1,1\n");

            assertThat(event.getApplicationId()).isEqualTo("a, or \"b\"");
        }
    }

    @Nested
    @DisplayName("tolerates")
    class Tolerates {

        @Test
        void a_byte_order_mark_and_the_line_ends_of_windows() {
            assertThat(only("\uFEFF" + UsageFiles.HEADER.replace("\n", "\r\n") + "20,0,,,,,,1,1,17\r\n")
                            .getOutputTokens())
                    .isEqualTo(17);
        }

        @Test
        void blank_lines_and_a_last_line_without_an_end() {
            assertThat(read(UsageFiles.HEADER + "\n20,0,,,,,,1,1,1\n\n20,1,,,,,,1,1,1"))
                    .hasOnlyElementsOfType(Good.class)
                    .extracting(Line::line)
                    .containsExactly(3L, 5L);
        }

        @Test
        void unknown_columns_with_one_warning() throws IOException {
            List<String> warnings = new ArrayList<>();
            Path path = UsageFiles.write(
                    folder, "identity,minute,calls,input_tokens,output_tokens,colour\n1,0,1,1,1,red\n2,0,1,1,1,blue\n");
            try (UsageFile file = UsageFile.open(path, new MinutesFormat(), InstantSource.system(), warnings::add)) {
                assertThat(file).toIterable().hasSize(2).hasOnlyElementsOfType(Good.class);
            }

            assertThat(warnings).containsExactly(path + ": columns not known and ignored: \"colour\"");
        }
    }

    @Nested
    @DisplayName("refuses")
    class Refuses {

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            20,x,,,,,,1,1,1                | minute        | "x" (expected: a whole number)
            20,,,,,,,1,1,1                 | minute        | empty (expected: a whole number)
            20,-1,,,,,,1,1,1               | minute        | -1 (expected: >= 0)
            20,0,,,,,,1.5,1,1              | calls         | "1.5" (expected: a whole number)
            20,0,,,,,,0,1,1                | request_count | 0 (expected: >= 1); set request_count to the number of calls, 1 or more
            20,0,,,,,,1,-7,1               | input_tokens  | -7 (expected: >= 0)
            20,0,,,,,,1,1,99999999999999999999 | output_tokens | "99999999999999999999" (expected: a whole number)
            ,0,,,,,,1,1,1                  | identity      | empty (expected: a number or a name)
            20,0,,,,,,1,1                  | line          | 9 columns (expected: 10 as in the header)
            20,0,,,,,,1,1,1,1              | line          | 11 columns (expected: 10 as in the header)
            20,0,"a"b,,,,,1,1,1            | line          | broken quotation marks (expected: "..." around a whole value)
            20,900000000,,,,,,1,1,1        | occurred_at   | 3737-03-16T00:00:00Z is
            """)
        void a_line_that_cannot_be_counted(String row, String field, String why) {
            List<Line> lines = read(UsageFiles.HEADER + row + "\n20,1,,,,,,1,1,1\n");

            assertThat(lines).hasSize(2);
            assertThat(lines.get(0)).isInstanceOfSatisfying(Bad.class, bad -> {
                assertThat(bad.line()).isEqualTo(2);
                assertThat(bad.field()).isEqualTo(field);
                assertThat(bad.why()).startsWith(why);
                assertThat(bad.text())
                        .startsWith(field.equals("line") ? "{\"left_out\":\"cannot be read\"" : "{\"identity\":\"");
            });
            assertThat(lines.get(1)).as("the line after it").isInstanceOf(Good.class);
        }

        @Test
        void a_value_with_a_secret_in_it_without_repeating_the_secret() {
            Bad bad = (Bad) read(UsageFiles.HEADER + "20,sk-abcdefghijklmnop1234,,,,,,1,1,1\n")
                    .get(0);

            assertThat(bad.why()).doesNotContain("abcdefghijklmnop1234");
        }

        @Test
        void an_identity_with_control_characters() {
            Bad bad = (Bad) read(UsageFiles.HEADER + "a\u0007b,0,,,,,,1,1,1\n").get(0);

            assertThat(bad.field()).isEqualTo("identity");
        }

        @Test
        void an_identity_that_is_too_long() {
            Bad bad = (Bad) read(UsageFiles.HEADER + "a".repeat(300) + ",0,,,,,,1,1,1\n")
                    .get(0);

            assertThat(bad.why()).isEqualTo("300 characters (expected: 1 to 128)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"minute,calls,input_tokens,output_tokens\n", "1;2;3;4;5\n", "20,0,1,1,1\n"})
        void a_file_without_the_required_columns(String header) {
            assertThatThrownBy(() -> read(header + "20,0,1,1,1\n"))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageContaining("usage.csv, line 1: the header has no column identity");
        }

        @Test
        void a_file_that_names_a_column_twice() {
            assertThatThrownBy(() -> read("identity,minute,calls,calls,input_tokens,output_tokens\n"))
                    .hasMessageContaining("column calls twice");
        }

        @Test
        void an_empty_file() {
            assertThatThrownBy(() -> read("")).hasMessageContaining("empty (expected: a header and rows)");
        }
    }

    @Nested
    @DisplayName("gives an event id")
    class GivesAnEventId {

        private static final String ROW = "20,5,app,,,,,1,1,1\n";

        @Test
        void that_is_the_same_whenever_the_file_is_read() {
            assertThat(ids(UsageFiles.HEADER + ROW))
                    .isEqualTo(ids(UsageFiles.HEADER + ROW))
                    .first()
                    .asString()
                    .matches("nhi-20@5-[0-9a-f]{16}");
        }

        @Test
        void that_does_not_depend_on_the_order_of_columns() {
            assertThat(ids("identity,minute,calls,input_tokens,output_tokens\n20,5,1,2,3\n"))
                    .isEqualTo(ids("output_tokens,input_tokens,calls,minute,identity\n3,2,1,5,20\n"));
        }

        @Test
        void that_differs_when_any_column_does() {
            assertThat(ids(UsageFiles.HEADER
                            + "20,5,a,,,,,1,1,1\n20,5,,a,,,,1,1,1\n20,5,a,,,,,1,1,2\n20,6,a,,,,,1,1,1\n"))
                    .doesNotHaveDuplicates();
        }

        @Test
        void that_numbers_identical_rows_of_one_minute() {
            List<String> ids = ids(UsageFiles.HEADER + ROW + "21,5,,,,,,1,1,1\n" + ROW + ROW);

            assertThat(ids.get(2)).isEqualTo(ids.get(0) + "-2");
            assertThat(ids.get(3)).isEqualTo(ids.get(0) + "-3");
        }

        private List<String> ids(String content) {
            return read(content).stream()
                    .map(line -> ((Good) line).event().getEventId())
                    .toList();
        }
    }

    private UsageEvent only(String content) {
        List<Line> lines = read(content);
        assertThat(lines).singleElement().isInstanceOf(Good.class);
        return ((Good) lines.get(0)).event();
    }

    private List<Line> read(String content) {
        return UsageFiles.read(UsageFiles.write(folder, content), new MinutesFormat());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.load.Line.Bad;
import io.keysurge.load.Line.Good;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The jsonl format")
class JsonlFormatTest {

    private static final String GOOD = """
            {"event_id":"e-1","occurred_at":"2026-03-01T12:00:00Z","identity_id":"svc-a","input_tokens":7,"output_tokens":3}
            """;

    @TempDir
    private Path folder;

    @Test
    void reads_an_event_by_the_schemas_field_names() {
        UsageEvent event = ((Good) read(GOOD).get(0)).event();

        assertThat(event.getEventId()).isEqualTo("e-1");
        assertThat(event.getOccurredAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(event.getIdentityId()).isEqualTo("svc-a");
        assertThat(event.getInputTokens()).isEqualTo(7);
        assertThat(event.getRequestCount()).isEqualTo(1);
    }

    @Test
    void passes_over_blank_lines_and_counts_them() {
        assertThat(read("\uFEFF\n" + GOOD + "\r\n  \n" + GOOD).stream().map(Line::line))
                .containsExactly(2L, 5L);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        not json                       | line
        [1]                            | line
        {"event_id":"e"}               | occurred_at
        {"event_id":"e","occurred_at":"yesterday","identity_id":"a","input_tokens":1,"output_tokens":1} | occurred_at
        {"event_id":"e","occurred_at":1767571200000,"identity_id":"a","input_tokens":-1,"output_tokens":1} | input_tokens
        {"event_id":"e","occurred_at":1767571200,"identity_id":"a","input_tokens":1,"output_tokens":1} | occurred_at
        {"event_id":"","occurred_at":1767571200000,"identity_id":"a","input_tokens":1,"output_tokens":1} | event_id
        """)
    void refuses_a_line_with_the_field_at_fault(String text, String field) {
        List<Line> lines = read(text + "\n" + GOOD);

        assertThat(lines.get(0)).isInstanceOfSatisfying(Bad.class, bad -> {
            assertThat(bad.field()).isEqualTo(field);
            assertThat(bad.why()).contains("expected").doesNotContain("at line");
        });
        assertThat(lines.get(1)).isInstanceOf(Good.class);
    }

    @Test
    void keeps_of_a_refused_line_no_secret_no_prompt_and_nothing_that_it_cannot_read() {
        List<Line> lines =
                read("{\"event_id\":\"e\",\"x-api-key\":\"hunter2\",\"prompt\":\"private\"}\n{\"prompt\": private\n"
                        + GOOD.replace("\"svc-a\"", "\"sk-abcdefghij123456\"")
                        + GOOD.replace("2026-03", "2016-03"));

        assertThat(lines)
                .hasSize(4)
                .allSatisfy(line -> assertThat(((Bad) line).text())
                        .doesNotContain("hunter2")
                        .doesNotContain("private")
                        .doesNotContain("abcdefghij"));
        assertThat(((Bad) lines.get(0)).text()).contains("\"event_id\":\"e\"");
        assertThat(((Bad) lines.get(2)).why()).contains("looks like a credential itself");
        assertThat(((Bad) lines.get(3)).text()).contains("\"identity_id\":\"svc-a\"");
    }

    private List<Line> read(String content) {
        return UsageFiles.read(UsageFiles.write(folder, content), new JsonlFormat());
    }
}

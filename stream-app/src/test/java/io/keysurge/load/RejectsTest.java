// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rejects")
class RejectsTest {

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void are_told_with_file_line_field_and_reason_at_most_twenty_times() {
        Path file = folder.resolve("usage.csv");
        try (Rejects rejects = new Rejects(folder, told::add)) {
            for (int line = 2; line < 40; line++) {
                rejects.add(file, new Line.Bad(line, "calls", "-1 (expected: >= 0)", "row"));
            }
            assertThat(rejects.count()).isEqualTo(38);
        }

        assertThat(told).hasSize(21);
        assertThat(told.get(0)).isEqualTo(file + ", line 2, calls: -1 (expected: >= 0)");
        assertThat(told.get(20)).startsWith("more lines are refused");
    }

    @Test
    void are_kept_next_to_the_file_with_secrets_masked() throws IOException {
        Path file = folder.resolve("usage.jsonl");
        try (Rejects rejects = new Rejects(folder, told::add)) {
            rejects.add(
                    file,
                    new Line.Bad(
                            7, "line", "not valid JSON", "{\"api_key\": \"hunter2\", \"x\": \"sk-abcdefghij123456\""));
        }

        List<String> lines = Files.readAllLines(folder.resolve("usage.jsonl.rejected.jsonl"));
        JsonNode entry = new ObjectMapper().readTree(lines.get(0));
        assertThat(lines).hasSize(1);
        assertThat(entry.get("file").asText()).isEqualTo(file.toString());
        assertThat(entry.get("line").asInt()).isEqualTo(7);
        assertThat(entry.get("field").asText()).isEqualTo("line");
        assertThat(entry.get("why").asText()).isEqualTo("not valid JSON");
        assertThat(entry.get("text").asText())
                .contains("api_key")
                .doesNotContain("hunter2")
                .doesNotContain("abcdefghij123456");
    }

    @Test
    void are_told_without_secrets_and_without_what_rewrites_a_terminal() {
        try (Rejects rejects = new Rejects(folder, told::add)) {
            rejects.add(
                    folder.resolve("usage.jsonl"),
                    new Line.Bad(7, "attributes.sk-abcdefghij123456\u001b[2J", "no such field", ""));
        }

        assertThat(told).singleElement().asString().contains("(hidden)").doesNotContain("\u001b");
    }

    @Test
    void go_to_the_working_directory_when_the_files_own_place_cannot_be_written() {
        Path elsewhere = folder.resolve("no-such-folder").resolve("usage.csv");
        try (Rejects rejects = new Rejects(folder, told::add)) {
            rejects.add(elsewhere, new Line.Bad(2, "calls", "why", "row"));

            assertThat(rejects.files()).containsExactly(folder.resolve("usage.csv.rejected.jsonl"));
        }
    }

    @Test
    void leave_no_file_when_there_are_none() {
        new Rejects(folder, told::add).close();

        assertThat(folder).isEmptyDirectory();
    }
}

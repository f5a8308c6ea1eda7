// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.UsageEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A usage story told in short")
class StoryFileTest {

    @TempDir
    private Path folder;

    @Test
    void repeats_a_line_within_a_day_and_over_days_with_the_values_of_a_list_in_turn() throws IOException {
        List<UsageEvent> events = read("""
                {"occurred_at": "2026-01-05T08:00:00Z", "repeat": [{"every": "PT1M", "times": 2}, {"every": "P1D", "times": 2}], "identity_id": "a", "input_tokens": [1, 2, 3], "output_tokens": 0}
                """);

        assertThat(events)
                .extracting(UsageEvent::getOccurredAt)
                .containsExactly(
                        Instant.parse("2026-01-05T08:00:00Z"),
                        Instant.parse("2026-01-05T08:01:00Z"),
                        Instant.parse("2026-01-06T08:00:00Z"),
                        Instant.parse("2026-01-06T08:01:00Z"));
        assertThat(events).extracting(UsageEvent::getInputTokens).containsExactly(1L, 2L, 3L, 1L);
        assertThat(events).extracting(UsageEvent::getEventId).containsExactly("1-1", "1-2", "1-3", "1-4");
    }

    @Test
    void comes_out_in_order_of_time_and_of_lines_within_an_instant() throws IOException {
        assertThat(read("""
                        {"occurred_at": "2026-01-05T08:01:00Z", "event_id": "later", "identity_id": "a", "input_tokens": 1, "output_tokens": 0}
                        {"occurred_at": "2026-01-05T08:00:00Z", "event_id": "first", "identity_id": "a", "input_tokens": 1, "output_tokens": 0}
                        {"occurred_at": "2026-01-05T08:00:00Z", "event_id": "second", "identity_id": "a", "input_tokens": 1, "output_tokens": 0}
                        """)).extracting(UsageEvent::getEventId).containsExactly("first", "second", "later");
    }

    @Test
    void tells_late_what_arrives_late() throws IOException {
        assertThat(read("""
                        {"occurred_at": "2026-01-05T08:00:00Z", "arrives_after": "PT2M", "event_id": "late", "identity_id": "a", "input_tokens": 1, "output_tokens": 0}
                        {"occurred_at": "2026-01-05T08:01:00Z", "event_id": "in time", "identity_id": "a", "input_tokens": 1, "output_tokens": 0}
                        """)).extracting(UsageEvent::getEventId).containsExactly("in time", "late");
    }

    @Test
    void names_the_line_that_is_no_usage_event() {
        assertThatThrownBy(() -> read("""
                        {"occurred_at": "2026-01-05T08:01:00Z", "identity_id": "a", "input_tokens": 1, "output_tokens": 0}
                        {"occurred_at": "2026-01-05T08:01:00Z", "identity_id": "a", "tokens": 1}
                        """))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("story.jsonl: line 2")
                .hasMessageContaining("tokens");
    }

    private List<UsageEvent> read(String lines) throws IOException {
        return StoryFile.read(Files.writeString(folder.resolve("story.jsonl"), lines));
    }
}

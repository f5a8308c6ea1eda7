// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Anthropic's usage")
class AnthropicUsageTest {

    private static final AnthropicUsage USAGE = new AnthropicUsage(ImportSettings.NONE);

    @Test
    void by_its_usage_report_becomes_the_events_beside_the_sample() {
        List<Imported> found = Payloads.map(USAGE, Payloads.sample("anthropic-usage-report.json"));

        assertThat(Payloads.events(found))
                .containsExactlyElementsOf(Payloads.expected("anthropic-usage-report.events.jsonl"));
        assertThat(found).contains(new Imported.Skipped("a result of no tokens"));
        assertThat(found)
                .filteredOn(Imported.Refused.class::isInstance)
                .singleElement()
                .satisfies(refused ->
                        assertThat(((Imported.Refused) refused).field()).isEqualTo("data[0].results[2].api_key_id"));
    }

    @Test
    void in_its_messages_becomes_the_events_beside_the_sample() {
        List<Imported> found = Payloads.map(USAGE, Payloads.sample("anthropic-messages.json"));

        assertThat(Payloads.events(found))
                .containsExactlyElementsOf(Payloads.expected("anthropic-messages.events.jsonl"));
        assertThat(found)
                .contains(new Imported.Skipped("what was asked, no answer"))
                .hasSize(4);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "input_tokens":10,"output_tokens":7                                                              | 10 | 0 | 0
        "input_tokens":10,"output_tokens":7,"cache_read_input_tokens":5                                  | 15 | 5 | 0
        "input_tokens":10,"output_tokens":7,"cache_creation_input_tokens":3                              | 13 | 0 | 3
        "input_tokens":10,"output_tokens":7,"cache_read_input_tokens":5,"cache_creation_input_tokens":3  | 18 | 5 | 3
        "input_tokens":0,"output_tokens":7,"cache_read_input_tokens":5,"cache_creation_input_tokens":null | 5 | 5 | 0
        "input_tokens":10,"output_tokens":7,"cache_creation_input_tokens":3,"cache_creation":{"ephemeral_5m_input_tokens":2,"ephemeral_1h_input_tokens":1} | 13 | 0 | 3
        "input_tokens":10,"output_tokens":7,"cache_creation":{"ephemeral_5m_input_tokens":2,"ephemeral_1h_input_tokens":1} | 13 | 0 | 3
        """)
    void counts_what_was_cached_beside_the_input_and_ours_within_it(String usage, long input, long read, long written) {
        UsageEvent event = Payloads.event(
                USAGE, "{\"id\":\"m\",\"timestamp\":1772366400,\"identity_id\":\"a\",\"usage\":{" + usage + "}}");

        assertThat(event.getInputTokens()).isEqualTo(input);
        assertThat(event.getCacheReadTokens()).isEqualTo(read);
        assertThat(event.getCacheWriteTokens()).isEqualTo(written);
        assertThat(event.getOutputTokens()).isEqualTo(7);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                                                                 | usage
        {"message":{"id":"m","usage":{"input_tokens":1,"output_tokens":1}},"identity_id":"a"}              | occurred_at
        {"message":{"id":"m","usage":{"input_tokens":1,"output_tokens":1}},"timestamp":"2026-03-01T12:00:00"} | timestamp
        {"message":{"id":"m","usage":{"input_tokens":1,"output_tokens":1}},"timestamp":1772366400}         | identity_id
        {"message":{"id":"m","usage":{"input_tokens":1}},"timestamp":1772366400,"identity_id":"a"}         | message.usage.output_tokens
        {"starting_at":"2026-03-01T12:00:00Z","results":[]}                                                | ending_at
        """)
    void is_refused_with_the_field_at_fault_where_it_cannot_be_counted(String json, String field) {
        assertThat(Payloads.refusal(USAGE, json).field()).isEqualTo(field);
    }
}

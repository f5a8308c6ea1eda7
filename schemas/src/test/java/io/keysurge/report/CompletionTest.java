// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A reported event")
class CompletionTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Completion completion = new Completion("billing-gateway", "1.4.2");

    @Test
    void gets_the_producer_and_its_version_where_it_names_none() throws IOException {
        UsageEvent complete = completion.complete(anonymous(1));

        assertThat(complete.getProducer()).isEqualTo("billing-gateway");
        assertThat(complete.getAttributes()).containsEntry("producer.version", "1.4.2");
    }

    @Test
    void keeps_what_it_says_itself() throws IOException {
        UsageEvent event = anonymous(1);
        event.setEventId("chatcmpl-1");
        event.setProducer("edge");
        event.setAttributes(Map.of("producer.version", "9"));

        assertThat(completion.complete(event)).isEqualTo(event);
    }

    @Test
    void has_the_same_id_when_it_is_reported_again_also_by_a_newer_version() throws IOException {
        String id = completion.complete(anonymous(1)).getEventId();

        assertThat(id).matches("content-[0-9a-f]{32}");
        assertThat(new Completion("billing-gateway", "2.0.0")
                        .complete(anonymous(1))
                        .getEventId())
                .isEqualTo(id);
        assertThat(completion.complete(anonymous(2)).getEventId()).isNotEqualTo(id);
    }

    @Test
    void has_the_same_id_whatever_the_order_of_its_attributes() throws IOException {
        UsageEvent one = anonymous(1);
        one.setAttributes(ordered("a", "b"));
        UsageEvent other = anonymous(1);
        other.setAttributes(ordered("b", "a"));

        assertThat(completion.complete(one).getEventId())
                .isEqualTo(completion.complete(other).getEventId());
    }

    @Test
    void stays_as_the_caller_has_it() throws IOException {
        UsageEvent event = anonymous(1);

        completion.complete(event);

        assertThat(event).isEqualTo(anonymous(1));
    }

    private static UsageEvent anonymous(int tokens) {
        UsageEvent event = Reported.event("", tokens);
        event.setOccurredAt(NOON);
        return event;
    }

    private static Map<String, String> ordered(String first, String second) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(first, "1");
        attributes.put(second, "1");
        return attributes;
    }
}

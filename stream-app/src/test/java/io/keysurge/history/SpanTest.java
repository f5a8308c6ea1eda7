// SPDX-License-Identifier: Apache-2.0
package io.keysurge.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A span of event time")
class SpanTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void has_its_first_instant_and_not_its_last() {
        var hour = new Span(NOON, NOON.plusSeconds(3_600));
        assertThat(hour.includes(NOON)).isTrue();
        assertThat(hour.includes(NOON.plusSeconds(3_599))).isTrue();
        assertThat(hour.includes(NOON.plusSeconds(3_600))).isFalse();
        assertThat(hour.includes(NOON.minusMillis(1))).isFalse();
    }

    @Test
    void is_open_where_no_end_is_named() {
        assertThat(Span.ALWAYS.includes(Instant.MIN)).isTrue();
        assertThat(new Span(null, NOON).includes(NOON.minusSeconds(1))).isTrue();
        assertThat(new Span(NOON, null).includes(Instant.MAX)).isTrue();
    }

    /** An event may be dated five minutes ahead of the broker's clock and counts. */
    @Test
    void may_begin_in_the_log_a_little_before_it_begins() {
        assertThat(new Span(NOON, null).earliestAppend()).isEqualTo("2026-03-01T11:55:00Z");
        assertThat(Span.ALWAYS.earliestAppend()).isNull();
    }

    @Test
    void does_not_end_before_it_begins() {
        assertThatThrownBy(() -> new Span(NOON, NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("to: 2026-03-01T12:00:00Z (expected: after 2026-03-01T12:00:00Z)");
    }
}

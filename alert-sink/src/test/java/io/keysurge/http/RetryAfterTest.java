// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Retry-After")
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    @Test
    void may_be_seconds() {
        assertThat(RetryAfter.parse("120", NOW)).contains(NOW.plusSeconds(120));
    }

    @Test
    void may_be_a_date() {
        assertThat(RetryAfter.parse("Mon, 04 May 2026 10:05:00 GMT", NOW)).contains(NOW.plusSeconds(300));
    }

    @Test
    void is_not_believed_beyond_a_day() {
        assertThat(RetryAfter.parse("999999999", NOW)).contains(NOW.plus(Duration.ofHours(24)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "-5", "soon", "99999999999999999999", "Mon, 04 May 2026 09:00:00 GMT"})
    void is_passed_over_when_it_is_missing_or_past_or_senseless(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds, or a date. */
final class RetryAfter {

    /** A target that asks for more is asked again after this. */
    private static final Duration MOST = Duration.ofHours(24);

    private RetryAfter() {}

    /** When the target wants to be called again; empty when the header is missing, in the past, or makes no sense. */
    static Optional<Instant> parse(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String text = header.strip();
        Instant latest = now.plus(MOST);
        return (text.matches("\\d{1,9}") ? Optional.of(now.plusSeconds(Long.parseLong(text))) : date(text))
                .filter(instant -> instant.isAfter(now))
                .map(instant -> instant.isAfter(latest) ? latest : instant);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.json.JsonShape;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a report, or what is wrong with them.
 *
 * @param file the report
 * @param place where the object stands in it
 * @param object the object
 */
record Fields(String file, String place, JsonNode object) {

    private static final int MOST_DIGITS_BEFORE = 12;
    private static final int MOST_DIGITS_AFTER = 60;

    /** Of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** A count, 0 or more. */
    long whole(String name) throws InvalidReportException {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw wrong(name, "a whole number, 0 or more");
        }
        return value.longValue();
    }

    /** A time in whole seconds since 1970. */
    Instant seconds(String name) throws InvalidReportException {
        if (whole(name) > LAST_SECOND) {
            throw wrong(name, "seconds since 1970");
        }
        return Instant.ofEpochSecond(whole(name));
    }

    /** An amount of money, 0 or more. */
    BigDecimal amount(String name) throws InvalidReportException {
        JsonNode value = object.path(name);
        // Judged by its digits before anything is added to it: an exponent can ask for more memory than there is.
        if (!value.isNumber()
                || value.decimalValue().signum() < 0
                || value.decimalValue().scale() > MOST_DIGITS_AFTER
                || value.decimalValue().precision()
                                - (long) value.decimalValue().scale()
                        > MOST_DIGITS_BEFORE) {
            throw wrong(name, "an amount, 0 or more");
        }
        return value.decimalValue();
    }

    /** A text, or null when there is none. */
    @Nullable
    String text(String name) throws InvalidReportException {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, "text, or null");
        }
        return value.textValue().isEmpty() ? null : value.textValue();
    }

    /** A time; UTC where it names no offset. */
    Instant time(String name) throws InvalidReportException {
        String text = object.path(name).asText().replace(' ', 'T');
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException withoutOffset) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException e) {
                throw wrong(name, "a time such as 2026-11-24T00:00:00Z");
            }
        }
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    InvalidReportException wrong(String name, String expected) {
        String where = place.isEmpty() ? name : place + "." + name;
        JsonNode value = object.path(name);
        String found = value.isMissingNode() ? "missing" : JsonShape.of(value);
        return new InvalidReportException(file, where, found + " (expected: " + expected + ")");
    }
}

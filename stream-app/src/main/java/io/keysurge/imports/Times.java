// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.json.JsonShape;
import io.keysurge.wording.Redaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as systems write them: ISO-8601, or a count since 1970 in seconds, milliseconds, microseconds or
 * nanoseconds.
 *
 * <p>The unit of a count is told by its magnitude: below 1e11 seconds (until the year 5138), below 1e14 milliseconds,
 * below 1e17 microseconds, else nanoseconds. The ranges of the years 2020 to 2260 do not meet. Anything finer than a
 * millisecond is cut off. A time without an offset needs a zone; where clocks are set back, the earlier of two is taken.
 */
public final class Times {

    private static final String EXPECTED =
            "a time such as 2026-01-05T00:00:00Z, or seconds, milli-, micro- or nanoseconds since 1970";
    private static final Pattern COUNT = Pattern.compile("\\d{1,19}(?:\\.\\d{1,18})?");
    private static final Pattern SHORT_OFFSET = Pattern.compile("(?<=\\d)([+-]\\d\\d)(\\d\\d)$");
    private static final int DATE_LENGTH = 10;
    private static final int LONGEST_NUMBER = 40;

    private static final BigDecimal FIRST_MILLIS = new BigDecimal("1e11");
    private static final BigDecimal FIRST_MICROS = new BigDecimal("1e14");
    private static final BigDecimal FIRST_NANOS = new BigDecimal("1e17");

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .toFormatter();

    private Times() {}

    /** Reads a JSON value. */
    static Instant read(String field, JsonNode value, @Nullable ZoneId zone) throws MisfitException {
        if (value.isTextual()) {
            return read(field, value.textValue(), zone);
        }
        if (!value.isNumber() || value.asText().length() > LONGEST_NUMBER) {
            String found = value.isMissingNode() ? "missing" : JsonShape.of(value);
            throw new MisfitException(field, found + " (expected: " + EXPECTED + ")");
        }
        return count(field, value.decimalValue());
    }

    /** Reads a text. */
    static Instant read(String field, String text, @Nullable ZoneId zone) throws MisfitException {
        String stripped = text.strip();
        if (COUNT.matcher(stripped).matches()) {
            return count(field, new BigDecimal(stripped));
        }
        TemporalAccessor time;
        try {
            time = ISO.parseBest(iso(stripped), OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeException e) {
            String found = stripped.isEmpty() ? "empty" : Redaction.quote(text);
            throw new MisfitException(field, found + " (expected: " + EXPECTED + ")");
        }
        if (time instanceof OffsetDateTime exact) {
            return exact.toInstant();
        }
        if (zone == null) {
            throw new MisfitException(
                    field,
                    Redaction.quote(text)
                            + " names no zone (expected: an offset or Z at its end, or the zone of all such times stated)");
        }
        return ((LocalDateTime) time).atZone(zone).toInstant();
    }

    private static String iso(String text) {
        String dated = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
        String zoned = dated.endsWith(" UTC") ? dated.substring(0, dated.length() - 4) + 'Z' : dated.replace(" +", "+");
        return SHORT_OFFSET.matcher(zoned).replaceFirst("$1:$2");
    }

    private static Instant count(String field, BigDecimal since) throws MisfitException {
        // Digits are counted before anything is moved: 1e999999999 is short to write and endless to expand.
        long before = (long) since.precision() - since.scale();
        if (since.signum() <= 0 || before < 1 || before > 19) {
            throw new MisfitException(field, "number " + shortened(since) + " (expected: " + EXPECTED + ")");
        }
        int shift = 3;
        if (since.compareTo(FIRST_NANOS) >= 0) {
            shift = -6;
        } else if (since.compareTo(FIRST_MICROS) >= 0) {
            shift = -3;
        } else if (since.compareTo(FIRST_MILLIS) >= 0) {
            shift = 0;
        }
        return Instant.ofEpochMilli(
                since.movePointRight(shift).setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    private static String shortened(BigDecimal number) {
        String text = number.toString();
        return text.length() > LONGEST_NUMBER ? text.substring(0, LONGEST_NUMBER) + "..." : text;
    }
}

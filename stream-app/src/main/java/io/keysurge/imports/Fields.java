// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.json.JsonShape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a payload, or what is wrong with them.
 *
 * @param place where the object stands in the payload; empty for the payload itself
 * @param object the object; a missing one has no fields
 */
record Fields(String place, JsonNode object) {

    private static final int MOST_DIGITS_BEFORE = 9;
    private static final int COST_DIGITS = 9;
    private static final int LONGEST_NUMBER = 60;
    /** Far beyond any count, and still within a long. */
    private static final double MOST = 1e18;

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(?:\\.\\d{1,40})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,19}");

    /** An object within; without fields when there is none. */
    Fields in(String name) {
        return new Fields(path(name), object.path(name));
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Where a field of this object stands. */
    String path(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    /** A text, or null when there is none or it is blank. */
    @Nullable
    String text(String name) throws MisfitException {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, "text, or null");
        }
        return value.textValue().isBlank() ? null : value.textValue().strip();
    }

    /** A credential or a name of one; of what is there instead nothing is said. */
    @Nullable
    String credential(String name) throws MisfitException {
        if (has(name) && !object.path(name).isTextual()) {
            throw new MisfitException(path(name), "no text (expected: text, or null)");
        }
        return text(name);
    }

    /** A text that says who called, or null; of a field that holds a key its fingerprint. */
    @Nullable
    String identity(String name, Fingerprints fingerprints) throws MisfitException {
        if (!FieldNames.isOfKey(name)) {
            return text(name);
        }
        String key = credential(name);
        return key == null ? null : fingerprints.ofKey(path(name), key);
    }

    /** The first of several texts that is there, or null. */
    @Nullable
    String firstText(String... names) throws MisfitException {
        for (String name : names) {
            String text = text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** A text that must be there. */
    String requiredText(String name, String expected) throws MisfitException {
        String text = text(name);
        if (text == null) {
            throw wrong(name, expected);
        }
        return text;
    }

    /** A count that must be there, 0 or more; also as text, which is how OTLP writes 64 bits. */
    long count(String name) throws MisfitException {
        JsonNode value = object.path(name);
        if (value.isTextual() && WHOLE.matcher(value.textValue()).matches()) {
            try {
                return Long.parseLong(value.textValue());
            } catch (NumberFormatException tooLarge) {
                throw wrong(name, "a whole number, 0 or more");
            }
        }
        // A double is taken where it is whole: JavaScript and pandas know no other numbers.
        boolean whole = value.isNumber()
                && value.asText().length() <= LONGEST_NUMBER
                && value.doubleValue() >= 0
                && value.doubleValue() <= MOST
                && value.decimalValue().stripTrailingZeros().scale() <= 0;
        if (!whole) {
            throw wrong(name, "a whole number, 0 or more");
        }
        return value.decimalValue().longValueExact();
    }

    /** A count, or 0 when there is none. */
    long countOrNone(String name) throws MisfitException {
        return has(name) ? count(name) : 0;
    }

    /** The first of several counts that is there, or -1. */
    long firstCount(String... names) throws MisfitException {
        for (String name : names) {
            if (has(name)) {
                return count(name);
            }
        }
        return -1;
    }

    /** An amount of money, 0 or more, to the billionth that the contract holds; null when there is none. */
    @Nullable
    BigDecimal amount(String name) throws MisfitException {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
            return new BigDecimal(value.textValue()).setScale(COST_DIGITS, RoundingMode.HALF_EVEN);
        }
        // Judged by its digits before anything is done with it: an exponent can ask for more memory than there is.
        boolean fits = value.isNumber()
                && value.asText().length() <= LONGEST_NUMBER
                && value.decimalValue().signum() >= 0
                && Math.abs((long) value.decimalValue().scale()) <= LONGEST_NUMBER
                && value.decimalValue().precision()
                                - (long) value.decimalValue().scale()
                        <= MOST_DIGITS_BEFORE;
        if (!fits) {
            throw wrong(name, "an amount, 0 or more");
        }
        return value.decimalValue().setScale(COST_DIGITS, RoundingMode.HALF_EVEN);
    }

    /** A time. */
    Instant time(String name, @Nullable ZoneId zone) throws MisfitException {
        return Times.read(path(name), object.path(name), zone);
    }

    MisfitException wrong(String name, String expected) {
        JsonNode value = object.path(name);
        String found = value.isMissingNode() ? "missing" : JsonShape.of(value);
        return new MisfitException(path(name), found + " (expected: " + expected + ")");
    }
}

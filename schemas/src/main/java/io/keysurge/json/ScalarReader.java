// SPDX-License-Identifier: Apache-2.0
package io.keysurge.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Reads the values that hold no others: text, numbers, times, decimals, enums, bytes. */
final class ScalarReader {

    /** What becomes of times and decimals. */
    enum LogicalTypesAs {
        /** {@link Instant} and {@link BigDecimal}. */
        OBJECTS,
        /** Numbers and bytes, as Avro keeps them. */
        AVRO
    }

    private static final int LONGEST_DECIMAL = 100;
    private static final Conversions.DecimalConversion DECIMALS = new Conversions.DecimalConversion();

    private final GenericData data;
    private final LogicalTypesAs logicalTypes;

    ScalarReader(GenericData data, LogicalTypesAs logicalTypes) {
        this.data = data;
        this.logicalTypes = logicalTypes;
    }

    Object read(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            return time(node, schema, path);
        }
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal type) {
            return decimal(node, schema, type, path);
        }
        return switch (schema.getType()) {
            case STRING -> text(node, schema, path);
            case ENUM -> symbol(node, schema, path);
            case BOOLEAN -> truth(node, schema, path);
            case INT -> (int) whole(node, schema, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(node, schema, path, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> (float) real(node, schema, path, Float.MAX_VALUE);
            case DOUBLE -> real(node, schema, path, Double.MAX_VALUE);
            case BYTES -> ByteBuffer.wrap(bytes(node, schema, path));
            case FIXED -> data.createFixed(null, bytes(node, schema, path), schema);
            default -> throw wrong(node, schema, path);
        };
    }

    /** What a value of the schema looks like in JSON, in words. */
    String expected(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            return "a time such as 2026-01-05T00:00:00Z, or milliseconds since 1970";
        }
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal type) {
            return "a decimal number with at most " + (type.getPrecision() - type.getScale()) + " digits before and "
                    + type.getScale() + " after the point";
        }
        return switch (schema.getType()) {
            case UNION -> expected(Unions.theOneBesideNull(schema)) + (schema.isNullable() ? ", or null" : "");
            case RECORD -> "an object";
            case MAP -> "an object";
            case ARRAY -> "an array";
            case STRING -> "text";
            case ENUM -> "one of " + String.join(", ", schema.getEnumSymbols());
            case BOOLEAN -> "true or false";
            case INT -> "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
            case LONG -> "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
            case FLOAT, DOUBLE -> "a finite number";
            case BYTES -> "Base64 text";
            case FIXED -> "Base64 text of " + schema.getFixedSize() + " bytes";
            case NULL -> "null";
        };
    }

    private String text(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        if (!node.isTextual()) {
            throw wrong(node, schema, path);
        }
        return node.textValue();
    }

    private Object symbol(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        String name = text(node, schema, path);
        if (!schema.hasEnumSymbol(name)) {
            throw wrong(node, schema, path);
        }
        return data.createEnum(name, schema);
    }

    private boolean truth(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        if (!node.isBoolean()) {
            throw wrong(node, schema, path);
        }
        return node.booleanValue();
    }

    private long whole(JsonNode node, Schema schema, String path, long least, long most) throws InvalidRecordException {
        boolean fits = node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= least
                && node.longValue() <= most;
        if (!fits) {
            throw wrong(node, schema, path);
        }
        return node.longValue();
    }

    private double real(JsonNode node, Schema schema, String path, double most) throws InvalidRecordException {
        double number = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(Math.abs(number) <= most)) {
            throw wrong(node, schema, path);
        }
        return number;
    }

    private byte[] bytes(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        try {
            byte[] bytes =
                    node.isBinary() ? node.binaryValue() : Base64.getDecoder().decode(text(node, schema, path));
            if (schema.getType() == Schema.Type.FIXED && bytes.length != schema.getFixedSize()) {
                throw new IllegalArgumentException("another length");
            }
            return bytes;
        } catch (IOException | IllegalArgumentException notBase64) {
            throw wrong(node, schema, path);
        }
    }

    private Object time(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        long millis = node.isTextual()
                ? millis(node, schema, path)
                : whole(node, schema, path, Long.MIN_VALUE, Long.MAX_VALUE);
        return logicalTypes == LogicalTypesAs.OBJECTS ? Instant.ofEpochMilli(millis) : millis;
    }

    private long millis(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        try {
            return OffsetDateTime.parse(node.textValue()).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException notATime) {
            throw wrong(node, schema, path);
        }
    }

    private Object decimal(JsonNode node, Schema schema, LogicalTypes.Decimal type, String path)
            throws InvalidRecordException {
        BigDecimal number = number(node, schema, path);
        // Digits are counted before anything is scaled: 1e999999999 is short to write and endless to expand.
        long before = (long) number.precision() - number.scale();
        boolean fits = number.signum() == 0 || before <= type.getPrecision() - type.getScale();
        if (!fits || number.scale() > type.getScale()) {
            throw wrong(node, schema, path);
        }
        BigDecimal scaled = number.setScale(type.getScale());
        return logicalTypes == LogicalTypesAs.OBJECTS ? scaled : DECIMALS.toBytes(scaled, schema, type);
    }

    /** Without trailing zeros after the point, so that 0.50 fits where one digit is allowed. */
    private BigDecimal number(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        boolean readable =
                node.isNumber() ? Double.isFinite(node.doubleValue()) || node.isBigDecimal() : node.isTextual();
        if (!readable || node.asText().length() > LONGEST_DECIMAL) {
            throw wrong(node, schema, path);
        }
        try {
            BigDecimal number = node.isTextual() ? new BigDecimal(node.textValue()) : node.decimalValue();
            return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        } catch (NumberFormatException notANumber) {
            throw wrong(node, schema, path);
        }
    }

    private InvalidRecordException wrong(JsonNode node, Schema schema, String path) {
        return new InvalidRecordException(path, JsonShape.of(node) + " (expected: " + expected(schema) + ")");
    }
}

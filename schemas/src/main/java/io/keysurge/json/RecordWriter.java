// SPDX-License-Identifier: Apache-2.0
package io.keysurge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Walks a record by its schema and builds the JSON. Takes logical types as objects or as Avro keeps them. */
final class RecordWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordWriter() {}

    static ObjectNode tree(IndexedRecord record) {
        ObjectNode tree = NODES.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            try {
                tree.set(field.name(), node(record.get(field.pos()), field.schema()));
            } catch (UnwritableException unwritable) {
                throw unwritable.within(field.name());
            }
        }
        return tree;
    }

    private static JsonNode node(@Nullable Object value, Schema schema) {
        if (value == null) {
            return NODES.nullNode();
        }
        return switch (schema.getType()) {
            case UNION -> node(value, Unions.theOneBesideNull(schema));
            case RECORD -> tree((IndexedRecord) value);
            case ARRAY -> array((Collection<?>) value, schema.getElementType());
            case MAP -> map((Map<?, ?>) value, schema.getValueType());
            case BYTES, FIXED -> bytes(value, schema);
            case LONG -> whole(value, schema);
            case INT -> NODES.numberNode((Integer) value);
            case FLOAT, DOUBLE -> real((Number) value);
            case BOOLEAN -> NODES.booleanNode((Boolean) value);
            case STRING, ENUM -> NODES.textNode(value.toString());
            case NULL -> NODES.nullNode();
        };
    }

    private static ArrayNode array(Collection<?> values, Schema schema) {
        ArrayNode array = NODES.arrayNode(values.size());
        values.forEach(value -> array.add(node(value, schema)));
        return array;
    }

    private static ObjectNode map(Map<?, ?> values, Schema schema) {
        ObjectNode map = NODES.objectNode();
        values.forEach((key, value) -> map.set(key.toString(), node(value, schema)));
        return map;
    }

    private static JsonNode whole(Object value, Schema schema) {
        if (value instanceof Instant instant) {
            return NODES.textNode(Instant.ofEpochMilli(instant.toEpochMilli()).toString());
        }
        long number = (Long) value;
        boolean time = schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
        return time ? NODES.textNode(Instant.ofEpochMilli(number).toString()) : NODES.numberNode(number);
    }

    private static JsonNode real(Number value) {
        double number = value.doubleValue();
        if (!Double.isFinite(number)) {
            throw new UnwritableException(Double.toString(number) + " (expected: a finite number)");
        }
        return value instanceof Float single ? NODES.numberNode(single) : NODES.numberNode(number);
    }

    private static JsonNode bytes(Object value, Schema schema) {
        if (value instanceof BigDecimal decimal) {
            return plain(decimal);
        }
        byte[] bytes = value instanceof GenericFixed fixed ? fixed.bytes().clone() : copy((ByteBuffer) value);
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? plain(new BigDecimal(new BigInteger(bytes), decimal.getScale()))
                : NODES.binaryNode(bytes);
    }

    private static JsonNode plain(BigDecimal decimal) {
        return NODES.numberNode(decimal.stripTrailingZeros());
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** A value that JSON has no words for; gathers the path on the way out. */
    private static final class UnwritableException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        UnwritableException(String message) {
            super(message);
        }

        UnwritableException within(String field) {
            String message = String.valueOf(getMessage());
            boolean deeper = message.indexOf(':') > 0 && message.indexOf(':') < message.indexOf('(');
            return new UnwritableException(field + (deeper ? "." : ": ") + message);
        }
    }
}

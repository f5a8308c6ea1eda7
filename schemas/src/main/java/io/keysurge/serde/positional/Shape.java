// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** What a value looks like in bytes, as far as passing over it needs to know. */
final class Shape {

    final Schema.Type type;
    /** Branches of a union, fields of a record, the item of an array, the value of a map. */
    Shape[] parts = {};
    /** Symbols of an enum, bytes of a fixed. */
    final int size;

    private Shape(Schema.Type type, int size) {
        this.type = type;
        this.size = size;
    }

    static Shape of(Schema schema) {
        return of(schema, new IdentityHashMap<>());
    }

    /** A record may contain itself, so it is known before its parts are. */
    private static Shape of(Schema schema, Map<Schema, Shape> known) {
        Shape seen = known.get(schema);
        if (seen != null) {
            return seen;
        }
        Shape shape = new Shape(schema.getType(), size(schema));
        known.put(schema, shape);
        List<Schema> inside =
                switch (schema.getType()) {
                    case UNION -> schema.getTypes();
                    case ARRAY -> List.of(schema.getElementType());
                    case MAP -> List.of(schema.getValueType());
                    case RECORD ->
                        schema.getFields().stream().map(Schema.Field::schema).toList();
                    default -> List.of();
                };
        shape.parts = inside.stream().map(part -> of(part, known)).toArray(Shape[]::new);
        return shape;
    }

    private static int size(Schema schema) {
        return switch (schema.getType()) {
            case ENUM -> schema.getEnumSymbols().size();
            case FIXED -> schema.getFixedSize();
            case FLOAT -> Float.BYTES;
            case DOUBLE -> Double.BYTES;
            default -> 0;
        };
    }

    /**
     * True when whatever is written as {@code writer} can be read as {@code reader} value by value, so that passing over
     * it is as good as reading it. Says no where it would have to think.
     */
    static boolean isSurelyReadable(Schema writer, Schema reader) {
        if (writer.getType() == Schema.Type.UNION) {
            return writer.getTypes().stream().allMatch(branch -> isSurelyReadable(branch, reader));
        }
        if (reader.getType() == Schema.Type.UNION) {
            return reader.getTypes().stream().anyMatch(branch -> isSurelyReadable(writer, branch));
        }
        if (writer.getType() != reader.getType() || reader.getLogicalType() != null) {
            return false;
        }
        return switch (reader.getType()) {
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES -> true;
            case ARRAY -> isSurelyReadable(writer.getElementType(), reader.getElementType());
            case MAP -> isSurelyReadable(writer.getValueType(), reader.getValueType());
            case ENUM, FIXED, RECORD, UNION -> false;
        };
    }
}

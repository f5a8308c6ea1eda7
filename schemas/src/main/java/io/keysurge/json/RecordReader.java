// SPDX-License-Identifier: Apache-2.0
package io.keysurge.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.wording.NearestName;
import io.keysurge.wording.Redaction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** Walks a JSON tree by a schema and builds the record; stops at the first thing that does not fit. */
final class RecordReader {

    private final GenericData data;
    private final ScalarReader scalars;

    private RecordReader(GenericData data, ScalarReader scalars) {
        this.data = data;
        this.scalars = scalars;
    }

    /** Builds generated classes, whose fields hold times and decimals as objects. */
    static RecordReader specific(SpecificData data) {
        return new RecordReader(data, new ScalarReader(data, ScalarReader.LogicalTypesAs.OBJECTS));
    }

    /** Builds generic records, whose fields hold times and decimals as Avro keeps them. */
    static RecordReader generic() {
        GenericData data = GenericData.get();
        return new RecordReader(data, new ScalarReader(data, ScalarReader.LogicalTypesAs.AVRO));
    }

    IndexedRecord record(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        if (!node.isObject()) {
            throw new InvalidRecordException(path, JsonShape.of(node) + " (expected: an object)");
        }
        refuseUnknown(node, schema, path);
        var record = (IndexedRecord) data.newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), field(node, field, path));
        }
        return record;
    }

    private @Nullable Object field(JsonNode object, Schema.Field field, String path) throws InvalidRecordException {
        String inner = path.isEmpty() ? field.name() : path + '.' + field.name();
        JsonNode node = object.get(field.name());
        if (node != null) {
            return value(node, field.schema(), inner);
        }
        if (!field.hasDefaultValue()) {
            throw new InvalidRecordException(inner, "missing (expected: " + scalars.expected(field.schema()) + ")");
        }
        return data.getDefaultValue(field);
    }

    private @Nullable Object value(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        return switch (schema.getType()) {
            case UNION ->
                node.isNull() && schema.isNullable() ? null : value(node, Unions.theOneBesideNull(schema), path);
            case RECORD -> record(node, schema, path);
            case ARRAY -> array(node, schema, path);
            case MAP -> map(node, schema, path);
            default -> scalars.read(node, schema, path);
        };
    }

    private List<@Nullable Object> array(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        if (!node.isArray()) {
            throw new InvalidRecordException(path, JsonShape.of(node) + " (expected: an array)");
        }
        List<@Nullable Object> array = new ArrayList<>(node.size());
        for (int index = 0; index < node.size(); index++) {
            array.add(value(node.get(index), schema.getElementType(), path + '[' + index + ']'));
        }
        return array;
    }

    private Map<String, @Nullable Object> map(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        if (!node.isObject()) {
            throw new InvalidRecordException(path, JsonShape.of(node) + " (expected: an object)");
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String inner = path + '[' + Redaction.quote(entry.getKey()) + ']';
            map.put(entry.getKey(), value(entry.getValue(), schema.getValueType(), inner));
        }
        return map;
    }

    private static void refuseUnknown(JsonNode node, Schema schema, String path) throws InvalidRecordException {
        Iterator<String> names = node.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (schema.getField(name) == null) {
                List<String> known =
                        schema.getFields().stream().map(Schema.Field::name).toList();
                String quoted = Redaction.quote(name);
                String shown = quoted.substring(1, quoted.length() - 1);
                throw new InvalidRecordException(
                        path.isEmpty() ? shown : path + '.' + shown,
                        "no such field (expected: a field of " + schema.getName() + ")"
                                + NearestName.hint(known, name));
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.json.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a contract: one for each field, in its order; fields of a record within it are spelt out, as
 * {@code window_start}; lists and maps are JSON. A field that the contract gains is a column that the table gains. What
 * would have the name of another column, and says the same, is left out.
 */
final class ContractColumns {

    /** An alert's identity has an id, which is the alert's identity_id. */
    private static final Set<String> SAID_BEFORE = Set.of("identity_id");

    private ContractColumns() {}

    static List<Column> of(Schema contract) {
        List<Column> columns = new ArrayList<>();
        add(contract, "", false, columns);
        return columns;
    }

    /** Adds a record's values to a row, in the order of the columns. */
    static void addValues(IndexedRecord record, List<@Nullable Object> row) {
        addValues(record, record.getSchema(), "", row);
    }

    private static void add(Schema record, String prefix, boolean nullable, List<Column> columns) {
        for (Field field : record.getFields()) {
            Schema schema = beside(field.schema());
            boolean maybe = nullable || field.schema().isNullable();
            if (isSaidBefore(prefix, field)) {
                continue;
            }
            if (schema.getType() == Schema.Type.RECORD) {
                add(schema, prefix + field.name() + "_", maybe, columns);
            } else {
                String meaning = field.doc() == null ? "" : field.doc();
                columns.add(new Column(prefix + field.name(), type(schema), maybe, meaning));
            }
        }
    }

    private static void addValues(
            @Nullable IndexedRecord record, Schema schema, String prefix, List<@Nullable Object> row) {
        ObjectNode json = null;
        for (Field field : schema.getFields()) {
            if (isSaidBefore(prefix, field)) {
                continue;
            }
            Object value = record == null ? null : record.get(field.pos());
            Schema type = beside(field.schema());
            switch (type.getType()) {
                case RECORD -> addValues((IndexedRecord) value, type, prefix + field.name() + "_", row);
                case ARRAY, MAP -> {
                    // For these alone: by way of JSON everything would be slow.
                    if (record != null && json == null) {
                        json = RecordJson.toTree(record);
                    }
                    row.add(json == null ? null : json.get(field.name()));
                }
                case INT -> row.add(value == null ? null : ((Integer) value).longValue());
                case STRING, ENUM -> row.add(value == null ? null : value.toString());
                default -> row.add(value);
            }
        }
    }

    private static boolean isSaidBefore(String prefix, Field field) {
        return !prefix.isEmpty() && SAID_BEFORE.contains(prefix + field.name());
    }

    private static Column.Type type(Schema schema) {
        return switch (schema.getType()) {
            case STRING, ENUM -> Column.Type.TEXT;
            case INT -> Column.Type.WHOLE;
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? Column.Type.TIME : Column.Type.WHOLE;
            case BOOLEAN -> Column.Type.FLAG;
            case DOUBLE -> Column.Type.REAL;
            case ARRAY, MAP -> Column.Type.JSON;
            case BYTES -> decimal(schema);
            default -> throw new IllegalStateException(schema.getType() + ": no column is made of it");
        };
    }

    private static Column.Type decimal(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                && decimal.getPrecision() == 18
                && decimal.getScale() == 9) {
            return Column.Type.DECIMAL;
        }
        throw new IllegalStateException(schema + ": no column is made of it");
    }

    /** What a field is when it is not null. */
    private static Schema beside(Schema schema) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(each -> each.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
    }
}

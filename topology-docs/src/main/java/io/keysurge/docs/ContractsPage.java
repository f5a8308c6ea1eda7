// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static io.keysurge.docs.MarkdownTable.code;

import io.keysurge.topics.TopicSpec;
import io.keysurge.topics.Topics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;

/** Every Avro contract: its fields with type, default and meaning, and the types they are made of. */
final class ContractsPage {

    private final Map<String, Schema> parts = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    private ContractsPage() {}

    static String render(Topics topics) {
        var page = new ContractsPage();
        page.text.append("""
                # Contracts

                What stands on the wire, in the namespace `io.keysurge.contract`. Records evolve so that every version reads
                every other (FULL_TRANSITIVE). An optional field may be null. Timestamps are milliseconds since 1970 in UTC.
                """);
        for (TopicSpec topic : topics.all()) {
            if (topic.value() != null) {
                Schema schema = SpecificData.get().getSchema(topic.value());
                page.section(schema);
                page.collectParts(schema);
            }
        }
        page.text.append("\n# Parts\n");
        page.parts.values().forEach(page::section);
        return page.text.toString();
    }

    /** A link to a contract or a part from any page. */
    static String link(String name) {
        return "[" + code(name) + "](contracts.md#" + name.toLowerCase(Locale.ROOT) + ")";
    }

    private void section(Schema schema) {
        text.append("\n## ").append(schema.getName()).append("\n\n");
        text.append(Objects.requireNonNullElse(schema.getDoc(), "")).append("\n");
        text.append('\n');
        if (schema.getType() == Schema.Type.ENUM) {
            text.append("One of ").append(MarkdownTable.codes(schema.getEnumSymbols()));
            text.append(". Unknown symbols are read as ").append(code(String.valueOf(schema.getEnumDefault())));
            text.append(".\n");
        } else {
            text.append(fields(schema));
        }
    }

    private static MarkdownTable fields(Schema schema) {
        var table = new MarkdownTable("field", "type", "default", "meaning");
        for (Field field : schema.getFields()) {
            table.row(
                    code(field.name()),
                    type(field.schema()),
                    standard(field),
                    Objects.requireNonNullElse(field.doc(), ""));
        }
        return table;
    }

    private static String standard(Field field) {
        if (!field.hasDefaultValue()) {
            return "required";
        }
        Object value = field.defaultVal();
        return value == JsonProperties.NULL_VALUE ? code("null") : code(String.valueOf(value));
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> union(schema);
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case RECORD, ENUM, FIXED -> link(schema.getName());
            default -> scalar(schema);
        };
    }

    private static String union(Schema schema) {
        String known = schema.getTypes().stream()
                .filter(part -> part.getType() != Schema.Type.NULL)
                .map(ContractsPage::type)
                .reduce((one, other) -> one + " or " + other)
                .orElse("null");
        return schema.isNullable() ? "optional " + known : known;
    }

    private static String scalar(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical == null) {
            return schema.getType().getName();
        }
        return logical instanceof LogicalTypes.Decimal decimal
                ? "decimal(" + decimal.getPrecision() + ", " + decimal.getScale() + ")"
                : logical.getName();
    }

    private void collectParts(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(field -> collect(field.schema()));
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {
                // Everything else has no parts.
            }
        }
    }

    private void collect(Schema schema) {
        boolean named = schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM;
        if (!named || parts.putIfAbsent(schema.getFullName(), schema) == null) {
            collectParts(schema);
        }
    }
}

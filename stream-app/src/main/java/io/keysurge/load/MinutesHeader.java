// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.spend.Sheet;
import io.keysurge.wording.Redaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where each column of a minutes file is. */
final class MinutesHeader {

    /** The columns a minutes file may have; the order is part of the event ids' hash. */
    enum Column {
        IDENTITY(true),
        MINUTE(true),
        APPLICATION(false),
        AGENT(false),
        MODEL(false),
        ORIGIN(false),
        STATUS(false),
        CALLS(true),
        INPUT_TOKENS(true),
        OUTPUT_TOKENS(true);

        private final boolean required;

        Column(boolean required) {
            this.required = required;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final List<String> names;
    private final int width;
    private final List<String> unknown = new ArrayList<>();

    /**
     * Reads a header.
     *
     * @throws UnreadableFileException when a required column is missing or a column is there twice
     */
    MinutesHeader(List<String> names) {
        this.names = List.copyOf(names);
        width = names.size();
        for (int place = 0; place < width; place++) {
            note(names.get(place).strip().toLowerCase(Locale.ROOT), place);
        }
        List<String> missing = Arrays.stream(Column.values())
                .filter(column -> column.required && !places.containsKey(column))
                .map(Column::label)
                .toList();
        if (!missing.isEmpty()) {
            throw new UnreadableFileException("the header has no column " + String.join(", ", missing)
                    + " (expected: a header with identity, minute, calls, input_tokens, output_tokens; found: "
                    + Redaction.quote(String.join(",", names)) + ")");
        }
    }

    /** How many columns a row must have. */
    int width() {
        return width;
    }

    /** A row under the names of its columns. */
    ObjectNode named(List<String> row) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        for (int place = 0; place < width; place++) {
            named.put(names.get(place).strip(), row.get(place));
        }
        return named;
    }

    /** Columns that nothing is known about. */
    List<String> unknown() {
        return unknown;
    }

    /** The column's value in a row; empty when the file does not have the column. */
    String value(List<String> row, Column column) {
        Integer place = places.get(column);
        return place == null ? "" : Sheet.unescaped(row.get(place));
    }

    private void note(String name, int place) {
        for (Column column : Column.values()) {
            if (column.label().equals(name)) {
                if (places.put(column, place) != null) {
                    throw new UnreadableFileException("the header has column " + name + " twice (expected: once)");
                }
                return;
            }
        }
        unknown.add(name);
    }
}

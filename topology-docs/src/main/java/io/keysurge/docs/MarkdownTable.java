// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** A table in Markdown, row by row. */
final class MarkdownTable {

    private final StringBuilder text = new StringBuilder();
    private final int columns;

    MarkdownTable(String... headings) {
        columns = headings.length;
        row(headings);
        text.append("|---".repeat(columns)).append("|\n");
    }

    MarkdownTable row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("row: " + cells.length + " cells (expected: " + columns + ")");
        }
        text.append(Arrays.stream(cells).map(MarkdownTable::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
        return this;
    }

    static String code(String text) {
        return "`" + text + "`";
    }

    /** Names in code, separated by commas, or a dash when there are none. */
    static String codes(Collection<String> names) {
        return names.isEmpty() ? "–" : names.stream().map(MarkdownTable::code).collect(Collectors.joining(", "));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

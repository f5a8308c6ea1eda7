// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts as lines of a table, for people. */
public final class TextTable {

    private TextTable() {}

    /**
     * The lines.
     *
     * @param rows the first of them has as many values as there are columns; what others have beyond that is appended
     * @param names so many columns stand to the left; the others are numbers and stand to the right
     */
    public static List<String> lines(List<List<String>> rows, int names) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, names, widths)).toList();
    }

    private static String line(List<String> row, int names, int[] widths) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String text = row.get(i);
            String space = i < widths.length ? " ".repeat(widths[i] - text.length()) : "";
            cells.add(i < names ? text + space : space + text);
        }
        return String.join("  ", cells).stripTrailing();
    }
}

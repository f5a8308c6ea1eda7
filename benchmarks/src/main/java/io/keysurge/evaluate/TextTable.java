// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns: the first column to the left, numbers to the right. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** A table of no rows yet. */
    public TextTable(String... heads) {
        rows.add(List.of(heads));
    }

    /** Adds a row, as long as the heads are. */
    public void add(List<String> row) {
        rows.add(List.copyOf(row));
    }

    /** The table's lines, none with blanks at its end. */
    public List<String> lines() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String blanks = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? cell + blanks : GAP + blanks + cell);
        }
        return line.toString().stripTrailing();
    }
}
